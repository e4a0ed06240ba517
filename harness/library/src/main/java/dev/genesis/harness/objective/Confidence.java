package dev.genesis.harness.objective;

import dev.genesis.harness.run.LatencyHistogram;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a number can bear: bounds that hold with 95 % confidence, whatever the distribution. One
 * sided, since nobody is woken because a system is better than it seems.
 */
public final class Confidence {
  /** The confidence of every bound here. */
  public static final double LEVEL = 0.95;

  private static final double ALPHA = 1 - LEVEL;
  private static final double Z = 1.6448536269514722;

  /** Up to here the bounds are exact; beyond it the normal approximation differs by nothing. */
  private static final int EXACT = 5_000;

  private Confidence() {}

  /**
   * The pass rate that {@code passed} of {@code total} shows at least: the lower bound of Clopper
   * and Pearson (1934), beyond 5,000 that of Wilson (1927).
   */
  public static double passRateAtLeast(int passed, int total) {
    if (passed <= 0) {
      return 0;
    }
    if (total > EXACT) {
      return wilson(passed, total);
    }
    double low = 0;
    double high = 1;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (Binomial.atLeast(passed, total, middle) > ALPHA) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  private static double wilson(double passed, double total) {
    double rate = passed / total;
    double z2 = Z * Z / total;
    double root = Math.sqrt(rate * (1 - rate) / total + z2 / (4 * total));
    return (rate + z2 / 2 - Z * root) / (1 + z2);
  }

  /**
   * How many samples it takes until the largest of them bounds this quantile from above, or, which
   * is the same number, how many passes without a failure show this pass rate: the smallest n with
   * {@code share^n <= 0.05}. 299 for P99, 59 for P95.
   *
   * @param share above 0 and below 1
   */
  public static int samplesFor(double share) {
    return (int) Math.ceil(Math.log(ALPHA) / Math.log(share));
  }

  /**
   * Which of {@code n} samples, counted from the smallest, bounds this quantile from above
   * (distribution-free, by order statistics); empty if not even the largest does.
   */
  public static OptionalInt rankAbove(double share, int n) {
    if (n < samplesFor(share)) {
      return OptionalInt.empty();
    }
    if (n > EXACT) {
      double rank = n * share + Z * Math.sqrt(n * share * (1 - share)) + 1;
      return OptionalInt.of((int) Math.min(n, Math.ceil(rank)));
    }
    // P(rank r is above the quantile) = P(fewer than r samples are below it)
    int low = 1;
    int high = n;
    while (low < high) {
      int middle = (low + high) / 2;
      if (Binomial.atLeast(middle, n, share) <= ALPHA) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(low);
  }

  /**
   * What the true quantile does not exceed, with 95 % confidence.
   *
   * @return zero if there are too few samples to say
   */
  public static Duration quantileAtMost(LatencyHistogram latency, double share) {
    int n = (int) Math.min(Integer.MAX_VALUE, latency.count());
    OptionalInt rank = rankAbove(share, n);
    return rank.isEmpty() ? Duration.ZERO : latency.quantile((double) rank.getAsInt() / n);
  }
}
