package dev.genesis.harness.watch;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one checkpoint found.
 *
 * @param runId the run of the checks, null where none came about
 * @param passRates by suite, from 0 to 1; a suite that did not come about is not in it
 * @param conclusive whether the run was
 * @param failedCritical ids of the P0 checks that failed
 * @param up the share of the time in which the service was up
 * @param meanLatency of the service's operations, in seconds
 * @param resources used shares from 0 to 1, by name: {@code cpu}, {@code memory}, {@code disk}
 * @param alerts that were firing, the harness's own left out
 * @param alertsKnown whether Prometheus could say which alerts fire
 * @param health the runner's own health: {@code OK}, {@code WARNING} or {@code FAILED}
 * @param logErrors new lines of the configured log files that tell of an error
 * @param problems what could not be found out, one sentence each
 */
public record Evidence(
    @Nullable String runId,
    SortedMap<String, Double> passRates,
    boolean conclusive,
    List<String> failedCritical,
    Reading errorRatio,
    Reading p95,
    Reading up,
    Reading meanLatency,
    SortedMap<String, Reading> resources,
    List<SeenAlert> alerts,
    boolean alertsKnown,
    String health,
    List<String> logErrors,
    List<String> problems) {

  /**
   * An alert that was firing.
   *
   * @param priority {@code P0} to {@code P4}, empty where its rule gives none
   */
  public record SeenAlert(String name, String priority, String summary, Instant since) {
    /** Whether somebody is woken for it. */
    boolean grave() {
      return priority.equals("P0") || priority.equals("P1");
    }
  }
}
