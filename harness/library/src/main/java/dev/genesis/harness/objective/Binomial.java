package dev.genesis.harness.objective;

/** The little of the binomial distribution that bounds need; exact, in logarithms. */
final class Binomial {
  private Binomial() {}

  /** The probability of at least {@code k} successes in {@code n} trials of probability p. */
  static double atLeast(int k, int n, double p) {
    if (k <= 0) {
      return 1;
    }
    if (p <= 0 || k > n) {
      return 0;
    }
    if (p >= 1) {
      return 1;
    }
    double logOdds = Math.log(p) - Math.log1p(-p);
    double term = n * Math.log1p(-p);
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      if (i >= k) {
        sum += Math.exp(term);
      }
      term += Math.log(n - i) - Math.log(i + 1.0) + logOdds;
    }
    return Math.min(1, sum);
  }
}
