package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;
import java.time.Duration;
import java.util.Locale;

/**
 * What Prometheus says of the operations of the latest window. A ratio or a percentile over too few
 * operations says nothing, so each is only read where there were enough.
 */
final class Traffic {
  private final PromQl prometheus;
  private final Thresholds limits;
  private final String window;

  Traffic(PromQl prometheus, Thresholds limits) {
    this.prometheus = prometheus;
    this.limits = limits;
    this.window = promql(limits.duration("window"));
  }

  /** A duration as PromQL writes it. */
  static String promql(Duration duration) {
    return duration.toMillis() + "ms";
  }

  /** The window, for messages. */
  String window() {
    return limits.duration("window").toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /** Errors per operation. */
  double errorRatio() {
    assertEnough("genesis_operations_total");
    return prometheus.value(
        "sum(rate(genesis_errors_total[%1$s])) / sum(rate(genesis_operations_total[%1$s]))"
            .formatted(window));
  }

  /** The 95th percentile of the operations' durations, in seconds. */
  double p95() {
    return percentile(0.95, "genesis_operation_duration_seconds");
  }

  /** A percentile of a histogram, in seconds. */
  double percentile(double quantile, String histogram) {
    assertEnough(histogram + "_count");
    return prometheus.value(
        "histogram_quantile(%s, sum by (le) (rate(%s_bucket[%s])))"
            .formatted(quantile, histogram, window));
  }

  /** The mean of a histogram, in seconds. */
  double mean(String histogram) {
    assertEnough(histogram + "_count");
    return prometheus.value(
        "sum(rate(%1$s_sum[%2$s])) / sum(rate(%1$s_count[%2$s]))".formatted(histogram, window));
  }

  /** By how much a counter grows in a second, over all its series. */
  double perSecond(String counter) {
    return prometheus.value("sum(rate(%s[%s]))".formatted(counter, window));
  }

  private void assertEnough(String counter) {
    double count = prometheus.value("sum(increase(%s[%s]))".formatted(counter, window));
    assertThat(count)
        .as("increase of %s over %s: fewer say nothing", counter, window())
        .isGreaterThanOrEqualTo(limits.number("minimum-operations"));
  }
}
