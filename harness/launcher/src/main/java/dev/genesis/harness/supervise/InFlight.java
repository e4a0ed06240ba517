package dev.genesis.harness.supervise;

import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.run.JournalEvent.Finished;
import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.Planned;
import dev.genesis.harness.run.JournalEvent.Started;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a child is at, and for how long already, by the parent's own clock. */
final class InFlight {
  /** A test that runs. */
  record Running(int node, String name, long since, Duration limit) {}

  private final Duration usualLimit;
  private final Map<Integer, Planned> tests = new HashMap<>();
  private final Map<Integer, Running> running = new HashMap<>();
  private long lastNews;

  InFlight(Duration usualLimit, long now) {
    this.usualLimit = usualLimit;
    lastNews = now;
  }

  void saw(JournalEvent event, long now) {
    lastNews = now;
    if (event instanceof Planned planned && planned.kind() == Kind.TEST) {
      tests.put(planned.node(), planned);
    } else if (event instanceof Started started && tests.containsKey(started.node())) {
      Planned test = tests.get(started.node());
      running.put(
          started.node(), new Running(started.node(), test.displayName(), now, limit(test)));
    } else if (event instanceof Finished finished) {
      running.remove(finished.node());
      tests.remove(finished.node());
    }
  }

  private Duration limit(Planned test) {
    CheckMetadata check = test.check();
    Duration own = check == null ? null : check.timeout();
    return own == null ? usualLimit : own;
  }

  /** A test that is over its limit by more than the grace. */
  Optional<Running> overdue(Duration grace, long now) {
    return running.values().stream()
        .filter(r -> now - r.since() > r.limit().plus(grace).toNanos())
        .findFirst();
  }

  /** The longest that anything which runs may take. */
  Duration longestLimit() {
    return running.values().stream()
        .map(Running::limit)
        .max(Duration::compareTo)
        .filter(longest -> longest.compareTo(usualLimit) > 0)
        .orElse(usualLimit);
  }

  /** Since when nothing was heard. */
  Duration silence(long now) {
    return Duration.ofNanos(now - lastNews);
  }
}
