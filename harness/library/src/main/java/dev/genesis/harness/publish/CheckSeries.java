package dev.genesis.harness.publish;

import dev.genesis.harness.Severity;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check id as it is pushed. Tests that share an id (those of a template) are one series: it
 * succeeded if all of them passed, and took as long as the longest.
 *
 * @param item a failure of no check, in the name of a container or the run
 */
record CheckSeries(
    String label,
    String id,
    Severity severity,
    String owner,
    boolean item,
    boolean success,
    boolean tried,
    Duration took,
    @Nullable FailureReason reason) {
  private static final int LONGEST_LABEL = 200;

  /** Failed ones first, then the gravest: what a limit must cut off last. */
  private static final Comparator<CheckSeries> WORTH =
      Comparator.comparing((CheckSeries c) -> c.reason() == null)
          .thenComparing(CheckSeries::severity)
          .thenComparing(CheckSeries::id);

  static List<CheckSeries> of(List<CheckResult> results) {
    Map<String, CheckSeries> byId = new LinkedHashMap<>();
    for (CheckResult result : results) {
      byId.merge(result.id(), of(result), CheckSeries::plus);
    }
    List<CheckSeries> series = new ArrayList<>(byId.values());
    series.sort(WORTH);
    return series;
  }

  private static CheckSeries of(CheckResult result) {
    boolean failed = result.outcome() == Outcome.FAILED;
    FailureReason reason =
        result.failure() == null ? FailureReason.HARNESS : result.failure().reason();
    return new CheckSeries(
        label(result.id()),
        result.id(),
        result.check().severity(),
        SafeText.line(result.check().owner(), LONGEST_LABEL),
        result.item(),
        result.outcome() == Outcome.PASSED,
        result.attempts() > 0,
        result.took(),
        failed ? reason : null);
  }

  private CheckSeries plus(CheckSeries other) {
    return new CheckSeries(
        label,
        id,
        severity.compareTo(other.severity) <= 0 ? severity : other.severity,
        owner,
        item && other.item,
        success && other.success,
        tried || other.tried,
        took.compareTo(other.took) >= 0 ? took : other.took,
        reason != null ? reason : other.reason);
  }

  /** An id as a label's value: as it is, but bounded, on one line, and still unlike any other. */
  static String label(String id) {
    String line = SafeText.line(id, Integer.MAX_VALUE);
    if (line.length() <= LONGEST_LABEL) {
      return line;
    }
    String tail = GroupingKey.plain(id);
    int end = LONGEST_LABEL - 10;
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end) + tail.substring(tail.lastIndexOf('-'));
  }
}
