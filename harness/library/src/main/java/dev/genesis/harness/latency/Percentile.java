package dev.genesis.harness.latency;

import dev.genesis.harness.run.LatencyHistogram;
import java.time.Duration;
import java.util.Optional;

/**
 * A percentile, and how large a sample must be to bound it.
 *
 * <p>The largest of n values is above the p-quantile with a probability of {@code 1 - p^n},
 * whatever the distribution. So with 95 % confidence it takes the smallest n with {@code p^n <=
 * 0.05}: 5 for the median, 59 for the 95th percentile, 299 for the 99th. A smaller sample cannot
 * bound it.
 */
public enum Percentile {
  P50(0.5),
  P95(0.95),
  P99(0.99);

  private static final double CONFIDENCE = 0.95;

  private final double share;

  Percentile(double share) {
    this.share = share;
  }

  /** How many values it takes at least to bound it with 95 % confidence. */
  public int leastSample() {
    return (int) Math.ceil(Math.log(1 - CONFIDENCE) / Math.log(share));
  }

  Duration of(LatencyHistogram histogram) {
    return histogram.quantile(share);
  }

  /**
   * The value below which the percentile lies with 95 % confidence, of whatever distribution; empty
   * where the sample is too small.
   */
  Optional<Duration> upperBound(LatencyHistogram histogram) {
    long n = histogram.count();
    if (n < leastSample()) {
      return Optional.empty();
    }
    // the k-th smallest value is such a bound if, with that confidence, fewer than k lie below
    double cumulated = 0;
    for (long k = 0; k < n; k++) {
      cumulated += probabilityOf(k, n);
      if (cumulated >= CONFIDENCE) {
        return Optional.of(histogram.quantile((k + 1) / (double) n));
      }
    }
    return Optional.of(histogram.max());
  }

  /** The binomial probability that k of n values lie below the quantile. */
  private double probabilityOf(long k, long n) {
    double log = 0; // logarithms, since the factorials would not fit into a double
    for (long i = 1; i <= k; i++) {
      log += Math.log((n - k + i) / (double) i);
    }
    return Math.exp(log + k * Math.log(share) + (n - k) * Math.log(1 - share));
  }
}
