package dev.genesis.harness.sandbox.genesis;

import java.util.Arrays;
import java.util.List;

/** A cumulative histogram that is fed with so many durations of a distribution at a time. */
final class Histogram {
  /** Upper bounds in seconds; 0.2 is the latency objective. */
  static final List<Double> BOUNDS =
      List.of(
          0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6,
          0.75, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0, 60.0);

  private final double[] upTo = new double[BOUNDS.size()];
  private double count;
  private double sum;

  /** Adds that many durations; a fraction is kept until it makes a whole one. */
  void add(double durations, Latency latency) {
    for (int i = 0; i < upTo.length; i++) {
      upTo[i] += durations * latency.upTo(BOUNDS.get(i));
    }
    count += durations;
    sum += durations * latency.mean();
  }

  void reset() {
    Arrays.fill(upTo, 0);
    count = 0;
    sum = 0;
  }

  /** The number of durations up to the bound of that index; rounding down keeps it monotonic. */
  long upTo(int index) {
    return (long) upTo[index];
  }

  long count() {
    return (long) count;
  }

  double sum() {
    return sum;
  }
}
