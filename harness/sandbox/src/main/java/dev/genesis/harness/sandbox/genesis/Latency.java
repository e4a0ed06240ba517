package dev.genesis.harness.sandbox.genesis;

/**
 * A log-normal distribution of durations, as services have them: most near the mean, a tail to the
 * right.
 *
 * @param mean in seconds
 * @param spread the standard deviation of the logarithm; 0.18 puts the 95th percentile a third
 *     above the mean
 */
record Latency(double mean, double spread) {

  /** Of a mean in milliseconds, with the usual spread. */
  static Latency ofMillis(double mean) {
    return new Latency(mean / 1000, 0.18);
  }

  Latency times(double factor) {
    return new Latency(mean * factor, spread);
  }

  /** The share of durations up to a bound in seconds. */
  double upTo(double bound) {
    double location = Math.log(mean) - spread * spread / 2;
    return normal((Math.log(bound) - location) / spread);
  }

  /** The normal distribution, to seven digits (Abramowitz and Stegun 26.2.17). */
  private static double normal(double z) {
    if (z < 0) {
      return 1 - normal(-z);
    }
    double t = 1 / (1 + 0.2316419 * z);
    double tail =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return 1 - tail * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }
}
