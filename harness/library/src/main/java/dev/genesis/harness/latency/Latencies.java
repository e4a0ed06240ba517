package dev.genesis.harness.latency;

import dev.genesis.harness.run.LatencyHistogram;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.AssertProvider;

/**
 * What a sample gave. AssertJ's own {@code assertThat} takes it: {@code
 * assertThat(latencies).p95().isBelow(ofMillis(200))}.
 */
public final class Latencies implements AssertProvider<LatencyAssert> {
  private final LatencyHistogram histogram;

  Latencies(LatencyHistogram histogram) {
    this.histogram = histogram;
  }

  /** These latencies, such as those of another source. */
  public static Latencies of(LatencyHistogram histogram) {
    return new Latencies(histogram);
  }

  /** Every latency of the sample. */
  public LatencyHistogram histogram() {
    return histogram;
  }

  @Override
  public LatencyAssert assertThat() {
    return new LatencyAssert(this);
  }

  /** The distribution in a few lines: percentiles, and bars over its range. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d samples: min %s, p50 %s, p95 %s, p99 %s, max %s, mean %s"
            .formatted(
                histogram.count(),
                shown(histogram.quantile(0)),
                shown(histogram.quantile(0.5)),
                shown(histogram.quantile(0.95)),
                shown(histogram.quantile(0.99)),
                shown(histogram.max()),
                shown(histogram.mean())));
    return bars(text).toString();
  }

  private StringBuilder bars(StringBuilder text) {
    double least = Math.max(0.001, millis(histogram.quantile(0)));
    double most = Math.max(least, millis(histogram.max()));
    int rows = most / least < 1.05 ? 1 : 8;
    long below = 0;
    for (int row = 1; row <= rows; row++) {
      // even steps on a logarithmic scale: latencies have long tails
      double bound = least * Math.pow(most / least, row / (double) rows);
      long atMost =
          row == rows
              ? histogram.count()
              : histogram.countAtMost(Duration.ofNanos(Math.round(bound * 1e6)));
      long share =
          histogram.count() == 0 ? 0 : Math.round(40.0 * (atMost - below) / histogram.count());
      text.append(
          String.format(
              Locale.ROOT,
              "%n  <= %9.2f ms %5d %s",
              bound,
              atMost - below,
              "#".repeat((int) Math.max(0, share))));
      below = atMost;
    }
    return text;
  }

  static String shown(Duration duration) {
    return String.format(Locale.ROOT, "%.2f ms", millis(duration));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
