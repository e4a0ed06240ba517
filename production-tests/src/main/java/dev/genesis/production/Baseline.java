package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;

/** Whether Genesis is as fast as the plan's baseline, within its ten per cent. */
@ProductionCheck(severity = Severity.P2, owner = "genesis-orchestration")
class Baseline {
  @ProductionCheck(
      owner = "genesis-sre",
      runbook = "highlatencyp95",
      description = "An operation takes 131.57 ms on average, at most ten per cent more")
  void overall(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertMean(prometheus, limits, "genesis_operation_duration_seconds", "baseline-overall");
  }

  @ProductionCheck(
      runbook = "htdagdecompositionslow",
      description = "HTDAG decomposition takes 110.18 ms on average, at most ten per cent more")
  void htdagDecomposition(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertMean(
        prometheus, limits, "genesis_htdag_decomposition_duration_seconds", "baseline-htdag");
  }

  @ProductionCheck(
      runbook = "haloroutingslow",
      description = "HALO routing takes 110.18 ms on average, at most ten per cent more")
  void haloRouting(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertMean(prometheus, limits, "genesis_halo_routing_duration_seconds", "baseline-halo");
  }

  @ProductionCheck(
      runbook = "rulematchingslow",
      description = "Rule matching takes 27.02 ms on average, at most ten per cent more")
  void ruleMatching(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertMean(
        prometheus, limits, "genesis_rule_matching_duration_seconds", "baseline-rule-matching");
  }

  @ProductionCheck(
      runbook = "aopvalidationslow",
      description = "AOP validation, for which the plan has no number, stays below our own")
  void aopValidation(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    double mean = new Traffic(prometheus, limits).mean("genesis_aop_validation_duration_seconds");
    assertThat(mean)
        .as("mean of AOP validation in seconds")
        .isLessThanOrEqualTo(Traffic.seconds(limits.duration("aop-validation")));
  }

  @ProductionCheck(
      runbook = "throughputlow",
      description = "Operations are processed at all, at a pace that shows the system is in use")
  void throughput(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(new Traffic(prometheus, limits).perSecond("genesis_operations_total"))
        .as("operations per second")
        .isGreaterThanOrEqualTo(limits.number("throughput"));
  }

  private static void assertMean(
      PromQl prometheus, Thresholds limits, String histogram, String baseline) {
    double expected = limits.number(baseline) / 1000;
    assertThat(new Traffic(prometheus, limits).mean(histogram))
        .as("mean of %s in seconds, baseline %.5f", histogram, expected)
        .isLessThanOrEqualTo(expected * (1 + limits.number("baseline-tolerance")));
  }
}
