package dev.genesis.harness.latency;

import dev.genesis.harness.run.LatencyHistogram;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;

/** Assertions on latencies; each that fails shows the distribution. */
public final class LatencyAssert extends AbstractAssert<LatencyAssert, Latencies> {

  LatencyAssert(Latencies actual) {
    super(actual, LatencyAssert.class);
  }

  /** For a static import of one's own; AssertJ's {@code assertThat} does the same. */
  public static LatencyAssert assertThat(Latencies actual) {
    return new LatencyAssert(actual);
  }

  /** The median. */
  public BoundAssert p50() {
    return percentile(Percentile.P50);
  }

  /** The 95th percentile; the sample must have 59. */
  public BoundAssert p95() {
    return percentile(Percentile.P95);
  }

  /** The 99th percentile; the sample must have 299. */
  public BoundAssert p99() {
    return percentile(Percentile.P99);
  }

  /** The largest. */
  public BoundAssert max() {
    isNotNull();
    requireSome(1, "a maximum");
    return new BoundAssert(this, "max", actual.histogram().max(), "");
  }

  private BoundAssert percentile(Percentile percentile) {
    isNotNull();
    LatencyHistogram histogram = actual.histogram();
    requireSome(percentile.leastSample(), "a " + percentile + " at 95 % confidence");
    String bound =
        percentile
            .upperBound(histogram)
            .map(b -> " (below " + Latencies.shown(b) + " with 95 % confidence)")
            .orElse("");
    return new BoundAssert(this, percentile.name(), percentile.of(histogram), bound);
  }

  private void requireSome(int least, String what) {
    long count = actual.histogram().count();
    if (count < least) {
      throw new IllegalArgumentException(
          "%d samples say nothing of %s, which needs %d; write sample(%d)"
              .formatted(count, what, least, Math.max(least, roundUp(least))));
    }
  }

  private static int roundUp(int least) {
    return (least + 9) / 10 * 10;
  }

  private void fail(String what) {
    // as a finished text: a percent sign in it is no format
    failWithMessage("%s%n%s", what, actual);
  }

  /** An assertion on one number of the distribution. */
  public static final class BoundAssert {
    private final LatencyAssert all;
    private final String name;
    private final Duration value;
    private final String bound;

    BoundAssert(LatencyAssert all, String name, Duration value, String bound) {
      this.all = all;
      this.name = name;
      this.value = value;
      this.bound = bound;
    }

    /** Holds if it is below the limit. */
    public LatencyAssert isBelow(Duration limit) {
      if (value.compareTo(limit) >= 0) {
        all.fail(
            "%s is %s%s, not below %s"
                .formatted(name, Latencies.shown(value), bound, Latencies.shown(limit)));
      }
      return all;
    }
  }
}
