package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What Prometheus says of the operations of the latest window. A ratio or a percentile over too few
 * operations says nothing, so each is only read where there were enough.
 */
final class Traffic {
  private static final String OPERATIONS = "genesis_operations_total";

  private final PromQl prometheus;
  private final Thresholds limits;
  private final Duration window;

  Traffic(PromQl prometheus, Thresholds limits) {
    this.prometheus = prometheus;
    this.limits = limits;
    this.window = limits.duration("window");
  }

  /** A duration as PromQL writes it. */
  static String promql(Duration duration) {
    return duration.toMillis() + "ms";
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** The window as a message shows it. */
  String window() {
    return window.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** The window as a query holds it. */
  String range() {
    return promql(window);
  }

  /** Errors per operation. */
  double errorRatio() {
    assertEnough(OPERATIONS, "minimum-operations");
    return quotient("genesis_errors_total", OPERATIONS);
  }

  /** Errors of each component per operation of all. */
  Map<String, Double> errorRatioByComponent() {
    assertEnough(OPERATIONS, "minimum-operations");
    return States.of(
        prometheus,
        "sum by (component) (rate(%1$s[%3$s])) / scalar(sum(rate(%2$s[%3$s])))"
            .formatted(Here.of("genesis_errors_total"), Here.of(OPERATIONS), range()),
        "component");
  }

  /** A percentile of a histogram of operations, in seconds. */
  double percentile(double quantile, String histogram) {
    return percentile(quantile, histogram, "minimum-operations");
  }

  /** A percentile of a histogram, in seconds, where it counted at least as many as that limit. */
  double percentile(double quantile, String histogram, String minimum) {
    assertEnough(histogram + "_count", minimum);
    return prometheus.value(
        "histogram_quantile(%s, sum by (le) (rate(%s[%s])))"
            .formatted(quantile, Here.of(histogram + "_bucket"), range()));
  }

  /** The mean of a histogram, in seconds. */
  double mean(String histogram) {
    assertEnough(histogram + "_count", "minimum-operations");
    return quotient(histogram + "_sum", histogram + "_count");
  }

  /** Hits per look-up in the cache. */
  double cacheHitRatio() {
    double lookUps =
        prometheus.value(
            "sum(increase(%1$s[%3$s])) + sum(increase(%2$s[%3$s]))"
                .formatted(
                    Here.of("genesis_cache_hits_total"),
                    Here.of("genesis_cache_misses_total"),
                    range()));
    assertEnough(lookUps, "cache look-ups", "minimum-operations");
    return prometheus.value(
        "sum(rate(%1$s[%3$s])) / (sum(rate(%1$s[%3$s])) + sum(rate(%2$s[%3$s])))"
            .formatted(
                Here.of("genesis_cache_hits_total"),
                Here.of("genesis_cache_misses_total"),
                range()));
  }

  /** By how much a counter grows in a second, over all its series. */
  double perSecond(String counter) {
    return prometheus.value("sum(rate(%s[%s]))".formatted(Here.of(counter), range()));
  }

  /** By how much a counter grew over the window, over all its series. */
  double increase(String counter) {
    return prometheus.value("sum(increase(%s[%s]))".formatted(Here.of(counter), range()));
  }

  /** Of one query: two would be answered for two windows. */
  private double quotient(String dividend, String divisor) {
    return prometheus.value(
        "sum(rate(%1$s[%3$s])) / sum(rate(%2$s[%3$s]))"
            .formatted(Here.of(dividend), Here.of(divisor), range()));
  }

  private void assertEnough(String counter, String minimum) {
    assertEnough(increase(counter), counter, minimum);
  }

  private void assertEnough(double count, String what, String minimum) {
    assertThat(count)
        .as("%s over %s: fewer say nothing", what, window())
        .isGreaterThanOrEqualTo(limits.number(minimum));
  }
}
