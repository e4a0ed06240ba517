package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.PromQl.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.TestReporter;

/**
 * Whether a share of something that can run out is on its way there. One reading does not show a
 * leak; a slope does, and with it when the end comes. Where there is less history than a slope
 * needs, that is reported and the reading judged alone.
 */
final class Trend {
  /** As many points as tell a slope from noise and are still cheap to compare pairwise. */
  private static final int POINTS = 120;

  private static final Duration SHORTEST_STEP = Duration.ofMillis(50);

  private final PromQl prometheus;
  private final Thresholds limits;
  private final TestReporter reporter;

  Trend(PromQl prometheus, Thresholds limits, TestReporter reporter) {
    this.prometheus = prometheus;
    this.limits = limits;
    this.reporter = reporter;
  }

  /**
   * Asserts for every series of a query, whose values are shares in use from 0 to 1, that the
   * latest is below a limit and that 1 will not be reached within the horizon.
   */
  void assertNeverFull(String query, double limit) {
    assertNeverFull(query, limit, Map.of());
  }

  /**
   * As {@link #assertNeverFull(String, double)}, with what was before the start of a series'
   * instance left out: a process that started anew has no trend in common with the one before.
   */
  void assertNeverFull(String query, double limit, Map<String, Double> startsByInstance) {
    Duration window = limits.duration("trend-window");
    Duration step = window.dividedBy(POINTS);
    if (step.compareTo(SHORTEST_STEP) < 0) {
      step = SHORTEST_STEP;
    }
    for (PromQl.Series series : prometheus.range(query, window, step)) {
      String instance = series.labels().getOrDefault("instance", "");
      Instant start =
          Instant.ofEpochMilli(Math.round(startsByInstance.getOrDefault(instance, 0.0) * 1000));
      List<Point> points =
          series.points().stream().filter(point -> !point.at().isBefore(start)).toList();
      assertOne(new TreeMap<>(series.labels()).toString(), points, limit);
    }
  }

  private void assertOne(String series, List<Point> points, double limit) {
    assertThat(points).as("points of %s", series).isNotEmpty();
    double latest = points.get(points.size() - 1).value();
    assertThat(latest).as("share in use of %s, which is full at 1", series).isLessThan(limit);
    Duration history = Duration.between(points.get(0).at(), points.get(points.size() - 1).at());
    Duration needed = limits.duration("trend-history");
    if (history.compareTo(needed) < 0) {
      reporter.publishEntry(
          "trend",
          "%s: a trend needs %s of history and has %s, so the reading alone was judged: %.3f"
              .formatted(series, needed, history, latest));
      return;
    }
    double slope = Slope.steady(points);
    double horizon = Traffic.seconds(limits.duration("trend-horizon"));
    double secondsToFull = slope > 0 ? (1 - latest) / slope : Double.POSITIVE_INFINITY;
    assertThat(secondsToFull)
        .as(
            "seconds until %s is full: %.3f of it is in use, %+.4f in an hour",
            series, latest, slope * Duration.ofHours(1).toSeconds())
        .isGreaterThan(horizon);
  }
}
