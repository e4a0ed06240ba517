package dev.genesis.harness.prove;

import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.supervise.RunObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns from a run's journal which services each check talks to. A request that was made for a
 * container (before all of its checks) counts for each check below it.
 */
final class ServicesSeen implements RunObserver {
  private final Map<Integer, JournalEvent.Planned> nodes = new HashMap<>();
  private final Map<Integer, Set<String>> requested = new HashMap<>();
  private final SortedMap<Subject, SortedSet<String>> seen = new TreeMap<>();
  private final Map<String, Long> counts = new HashMap<>();

  @Override
  public void saw(JournalEvent event) {
    if (event instanceof JournalEvent.Begun) {
      settle(); // a further process numbers its nodes anew
      nodes.clear();
      requested.clear();
    } else if (event instanceof JournalEvent.Planned planned) {
      nodes.put(planned.node(), planned);
    } else if (event instanceof JournalEvent.Requested request) {
      requested.computeIfAbsent(request.node(), n -> new TreeSet<>()).add(request.service());
      counts.merge(request.service(), 1L, Long::sum);
    }
  }

  /** The services of every check that was planned, none where it made no request. */
  SortedMap<Subject, SortedSet<String>> byCheck() {
    settle();
    return new TreeMap<>(seen);
  }

  /** How many requests to a service the harness's own clients made. */
  long requests(String service) {
    return counts.getOrDefault(service, 0L);
  }

  private void settle() {
    for (JournalEvent.Planned node : nodes.values()) {
      if (node.kind() == JournalEvent.Kind.TEST && node.check() != null) {
        Subject subject = new Subject(node.check().id(), node.displayName());
        SortedSet<String> services = seen.computeIfAbsent(subject, s -> new TreeSet<>());
        for (JournalEvent.Planned at = node; at != null; at = nodes.get(at.parent())) {
          services.addAll(requested.getOrDefault(at.node(), Set.of()));
        }
      }
    }
  }
}
