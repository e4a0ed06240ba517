package dev.genesis.harness.baseline;

/**
 * One check, now and in the baseline.
 *
 * @param name the check's id, or {@link Comparer#OVERALL}
 * @param ratio how long it takes now, in terms of the baseline: 1.2 is 20 % longer
 * @param low the ratio is at least this, with the confidence of the whole comparison
 * @param high the ratio is at most this, likewise
 * @param before how many samples the baseline has
 * @param after how many there are now
 * @param needed how many there would have to be now to see a slowdown of 20 %, given the baseline
 */
public record Comparison(
    String name,
    Verdict verdict,
    double ratio,
    double low,
    double high,
    int before,
    int after,
    int needed) {

  /** What the numbers say. */
  public enum Verdict {
    /** Within the bounds of equivalence, as far as these samples can see. */
    WITHIN,
    /** Beyond the upper bound, and not by chance. */
    SLOWER,
    /** Beyond the lower bound, and not by chance. */
    FASTER,
    /** A slowdown of 20 % could be there and not be seen. */
    TOO_FEW
  }
}
