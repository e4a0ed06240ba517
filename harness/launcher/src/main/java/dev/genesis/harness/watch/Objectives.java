package dev.genesis.harness.watch;

/**
 * What the watch holds the system to; the defaults are those of the plan's success criteria.
 *
 * @param passRate at least, per suite
 * @param errorRatio less than
 * @param p95Seconds less than
 * @param uptime at least
 * @param baselineSeconds mean latency of an operation
 * @param baselineTolerance how much slower than the baseline it may be, as a share of it
 * @param resourceLimit the used share at which a resource counts as exhausted
 * @param resourceHorizonHours within which a trend must not reach the limit
 */
public record Objectives(
    double passRate,
    double errorRatio,
    double p95Seconds,
    double uptime,
    double baselineSeconds,
    double baselineTolerance,
    double resourceLimit,
    double resourceHorizonHours) {

  /** The plan's own numbers; its "51.2 %" for HALO plays no part in them. */
  public static final Objectives PLAN =
      new Objectives(0.98, 0.001, 0.2, 0.999, 0.13157, 0.1, 0.9, 7 * 24);
}
