package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.service.PromQl;
import java.util.Map;

/** Feature flags and the rollout that they steer. */
@ProductionCheck(severity = Severity.P2, owner = "genesis-release", runbook = "featureflagchanged")
class Features {
  private static final String ENABLED =
      "max by (flag) (" + Here.of("genesis_feature_flag_enabled") + ")";
  private static final String RATIO =
      "max by (flag) (" + Here.of("genesis_feature_flag_rollout_ratio") + ")";

  @ProductionCheck(description = "Every flag is on or off and says how far it is rolled out")
  void flagsAreReported(@Service("prometheus") PromQl prometheus) {
    Map<String, Double> enabled = States.of(prometheus, ENABLED, "flag");
    assertThat(enabled)
        .as("flags that are enabled (1) or not (0)")
        .allSatisfy((flag, on) -> assertThat(on).as(flag).isIn(0.0, 1.0));
    assertThat(States.of(prometheus, RATIO, "flag"))
        .as("rollout ratio of every flag")
        .containsOnlyKeys(enabled.keySet());
  }

  @ProductionCheck(
      runbook = "rolloutprogress",
      description = "A rollout goes to between none and all of the users")
  void rolloutIsARatio(@Service("prometheus") PromQl prometheus) {
    assertThat(States.of(prometheus, RATIO, "flag"))
        .as("rollout ratio by flag")
        .allSatisfy((flag, ratio) -> assertThat(ratio).as(flag).isBetween(0.0, 1.0));
  }

  @ProductionCheck(
      severity = Severity.P1,
      description = "A flag that is switched off reaches nobody: it is how a rollout is halted")
  void flagThatIsOffReachesNobody(@Service("prometheus") PromQl prometheus) {
    assertThat(States.of(prometheus, RATIO + " * on(flag) (1 - " + ENABLED + ")", "flag"))
        .as("rollout ratio of flags that are off")
        .allSatisfy((flag, ratio) -> assertThat(ratio).as(flag).isZero());
  }
}
