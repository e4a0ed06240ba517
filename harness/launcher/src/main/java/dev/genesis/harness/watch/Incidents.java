package dev.genesis.harness.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the list of incidents from the checkpoints; the same checkpoints give the same list. */
public final class Incidents {
  /** What a checkpoint saw wrong: how grave, and the sentence with the number. */
  private record Finding(String priority, String says) {}

  private Incidents() {}

  /** The incidents, in the order in which they began. What a checkpoint can't see stays open. */
  public static List<Incident> of(List<CheckpointRecord> records, Objectives objectives) {
    List<Incident> all = new ArrayList<>();
    Map<String, Integer> open = new LinkedHashMap<>();
    for (CheckpointRecord record : records) {
      Evidence evidence = record.evidence();
      if (evidence == null) {
        continue;
      }
      Instant at = record.finishedAt() == null ? record.due() : record.finishedAt();
      String name = record.checkpoint().name();
      Map<String, Finding> findings = findings(evidence, objectives);
      findings.forEach(
          (key, finding) -> {
            String says = name + ": " + finding.says();
            Integer index = open.get(key);
            if (index == null) {
              open.put(key, all.size());
              all.add(new Incident(key, finding.priority(), at, name, null, null, List.of(says)));
            } else {
              all.set(index, more(all.get(index), says));
            }
          });
      List<String> over =
          open.keySet().stream()
              .filter(key -> !findings.containsKey(key) && visible(key, evidence))
              .toList();
      for (String key : over) {
        int index = open.getOrDefault(key, 0);
        open.remove(key);
        all.set(index, closed(all.get(index), at, name));
      }
    }
    return List.copyOf(all);
  }

  private static Map<String, Finding> findings(Evidence evidence, Objectives objectives) {
    Map<String, Finding> found = new LinkedHashMap<>();
    evidence
        .passRates()
        .forEach(
            (suite, rate) -> {
              if (rate < objectives.passRate()) {
                found.put(
                    "pass rate of " + suite,
                    new Finding(
                        "P1", says("pass rate %.4f, at least %.2f", rate, objectives.passRate())));
              }
            });
    evidence
        .failedCritical()
        .forEach(id -> found.put("check " + id, new Finding("P0", "the P0 check failed")));
    above(found, "error ratio", "P1", evidence.errorRatio(), objectives.errorRatio());
    above(found, "P95 latency", "P1", evidence.p95(), objectives.p95Seconds());
    Double up = evidence.up().value();
    if (up != null && up < objectives.uptime()) {
      found.put(
          "uptime",
          new Finding("P0", says("up %.4f of the time, at least %.3f", up, objectives.uptime())));
    }
    evidence.alerts().stream()
        .filter(Evidence.SeenAlert::grave)
        .forEach(
            alert ->
                found.put(
                    "alert " + alert.name(),
                    new Finding(
                        alert.priority(),
                        "firing since " + alert.since() + ": " + alert.summary())));
    return found;
  }

  private static void above(
      Map<String, Finding> found, String key, String priority, Reading reading, double limit) {
    Double value = reading.value();
    if (value != null && value >= limit) {
      found.put(key, new Finding(priority, says("%.5f, under %.3f asked", value, limit)));
    }
  }

  /** Whether the checkpoint could have seen it, so that not seeing it means that it is over. */
  private static boolean visible(String key, Evidence evidence) {
    if (key.startsWith("pass rate of ")) {
      return evidence.passRates().containsKey(key.substring("pass rate of ".length()));
    }
    if (key.startsWith("check ")) {
      return evidence.conclusive() && !evidence.passRates().isEmpty();
    }
    if (key.startsWith("alert ")) {
      return evidence.alertsKnown();
    }
    return switch (key) {
      case "error ratio" -> evidence.errorRatio().value() != null;
      case "P95 latency" -> evidence.p95().value() != null;
      default -> evidence.up().value() != null;
    };
  }

  private static String says(String format, double value, double limit) {
    return String.format(Locale.ROOT, format, value, limit);
  }

  private static Incident more(Incident incident, String says) {
    List<String> evidence = new ArrayList<>(incident.evidence());
    evidence.add(says);
    return with(incident, incident.closedAt(), incident.closedBy(), evidence);
  }

  private static Incident closed(Incident incident, Instant at, String by) {
    List<String> evidence = new ArrayList<>(incident.evidence());
    evidence.add(by + ": over");
    return with(incident, at, by, evidence);
  }

  private static Incident with(
      Incident incident, @Nullable Instant at, @Nullable String by, List<String> evidence) {
    return new Incident(
        incident.key(),
        incident.priority(),
        incident.openedAt(),
        incident.openedBy(),
        at,
        by,
        evidence);
  }
}
