package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;

/**
 * The objectives on errors, latency and uptime, and the triggers of a rollback on the same. The
 * pass rate is not here: it is judged on the run itself.
 */
@ProductionCheck(severity = Severity.P1, owner = "genesis-sre")
class Objectives {
  @ProductionCheck(
      runbook = "higherrorrate",
      description = "Fewer than 1 in 1,000 operations fail: the objective of the plan")
  void errorRatioIsMet(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertErrorRatio(prometheus, limits, "error-ratio");
  }

  @ProductionCheck(
      severity = Severity.P0,
      runbook = "higherrorrate",
      description = "Fewer than 1 in 100 operations fail: above that a deployment is rolled back")
  void errorRatioCallsForNoRollback(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertErrorRatio(prometheus, limits, "error-ratio-rollback");
  }

  @ProductionCheck(
      runbook = "highlatencyp95",
      description = "95 of 100 operations take less than 200 ms: the objective of the plan")
  void latencyIsMet(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertLatency(prometheus, limits, "latency-p95");
  }

  @ProductionCheck(
      severity = Severity.P0,
      runbook = "highlatencyp95",
      description = "95 of 100 operations take less than 500 ms: above that it is rolled back")
  void latencyCallsForNoRollback(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertLatency(prometheus, limits, "latency-p95-rollback");
  }

  @ProductionCheck(
      severity = Severity.P0,
      runbook = "genesisservicedown",
      description = "Genesis answered Prometheus at every scrape of the window")
  void uptimeIsMet(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    String window = Traffic.promql(limits.duration("uptime-window"));
    double uptime =
        prometheus.value("avg(avg_over_time(" + Here.ofGenesis("up") + "[" + window + "]))");
    assertThat(uptime)
        .as("share of answered scrapes of Genesis")
        .isGreaterThanOrEqualTo(limits.number("uptime"));
  }

  private static void assertErrorRatio(PromQl prometheus, Thresholds limits, String limit) {
    Traffic traffic = new Traffic(prometheus, limits);
    assertThat(traffic.errorRatio())
        .as("errors per operation over %s", traffic.window())
        .isLessThan(limits.number(limit));
  }

  private static void assertLatency(PromQl prometheus, Thresholds limits, String limit) {
    Traffic traffic = new Traffic(prometheus, limits);
    assertThat(traffic.percentile(0.95, "genesis_operation_duration_seconds"))
        .as("P95 of operations in seconds over %s", traffic.window())
        .isLessThan(Traffic.seconds(limits.duration(limit)));
  }
}
