package dev.genesis.harness.deploy;

/**
 * The limits of the decision: beyond a trigger the deployment is rolled back, between objective and
 * trigger it is kept with findings.
 *
 * @param worse by what share a number that was beyond its trigger before must have grown to be the
 *     deployment's doing
 * @param fewestOperations with fewer, ratios and percentiles say nothing
 */
public record Triggers(
    double errorRatio,
    double errorRatioObjective,
    double passRate,
    double passRateObjective,
    double p95Seconds,
    double p95Objective,
    double upObjective,
    double worse,
    double fewestOperations) {

  /** The plan's: errors over 1 %, pass rate under 95 %, P95 over 500 ms, a P0 check, or down. */
  public static final Triggers PLAN =
      new Triggers(0.01, 0.001, 0.95, 0.98, 0.5, 0.2, 0.999, 0.2, 100);
}
