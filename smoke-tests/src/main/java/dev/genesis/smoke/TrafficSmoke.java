package dev.genesis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.SmokeCheck;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.HttpService;

/** The new version does work, does it right, and does it fast enough to be kept. */
@SmokeCheck(owner = "genesis-release")
class TrafficSmoke {
  @SmokeCheck(
      severity = Severity.P0,
      runbook = "throughputlow",
      description = "Operations are processed: the counter grows while one looks at it")
  void operationsAreProcessed(@Service("genesis") HttpService genesis, Thresholds limits) {
    assertThat(Progress.watch(genesis, limits).operations())
        .as("operations while watching")
        .isGreaterThanOrEqualTo(1);
  }

  @SmokeCheck(
      severity = Severity.P0,
      runbook = "higherrorrate",
      description = "Fewer than 1 in 100 operations fail: above that a deployment is rolled back")
  void fewOperationsFail(@Service("genesis") HttpService genesis, Thresholds limits) {
    Progress progress = Progress.watch(genesis, limits);
    // one error among the few that can be waited for is no ratio yet
    double allowed = Math.max(1, limits.number("error-ratio-rollback") * progress.operations());
    assertThat(progress.errors())
        .as("errors in %.0f operations", progress.operations())
        .isLessThanOrEqualTo(allowed);
  }

  @SmokeCheck(
      severity = Severity.P1,
      runbook = "highlatencyp95",
      description = "Operations take less than twice the baseline on average")
  void operationsAreFast(@Service("genesis") HttpService genesis, Thresholds limits) {
    assertThat(Progress.watch(genesis, limits).meanSeconds())
        .as("mean duration of operations in seconds")
        .isLessThan(limits.duration("latency-mean").toNanos() / 1e9);
  }
}
