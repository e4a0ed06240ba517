package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;

/** Errors stay where they arise: the error handler and the circuit breakers do their work. */
@ProductionCheck(owner = "genesis-sre")
class Resilience {
  private static final double OPEN = 1;

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "elevatederrorrate",
      description = "No single component causes errors in 2 of 100 operations")
  void noComponentFailsOften(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(new Traffic(prometheus, limits).errorRatioByComponent())
        .as("errors of each component per operation")
        .allSatisfy(
            (component, ratio) ->
                assertThat(ratio).as(component).isLessThan(limits.number("error-ratio-component")));
  }

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "circuitbreakeropen",
      description = "No circuit breaker is open: what it guards would be cut off")
  void noCircuitBreakerIsOpen(@Service("prometheus") PromQl prometheus) {
    assertThat(
            States.of(
                prometheus,
                "max by (component) (" + Here.of("genesis_circuit_breaker_state") + " == bool 1)",
                "component"))
        .as("components whose circuit breaker is open (1)")
        .doesNotContainValue(OPEN);
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "circuitbreakeropen",
      description = "No circuit breaker spends the whole window half open: it never recovers")
  void circuitBreakersCloseAgain(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    String range = Traffic.promql(limits.duration("window"));
    assertThat(
            States.of(
                prometheus,
                "max by (component) (min_over_time(%s[%s]))"
                    .formatted(Here.of("genesis_circuit_breaker_state"), range),
                "component"))
        .as("lowest state of each circuit breaker in the window (0 is closed)")
        .allSatisfy((component, lowest) -> assertThat(lowest).as(component).isZero());
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "healthcheckdegraded",
      description = "The health gauges, which the alerts read, cover every component and are up")
  void healthGaugesAreUp(@Service("prometheus") PromQl prometheus) {
    assertThat(
            States.of(
                prometheus,
                "min by (component) (" + Here.of("genesis_health_check_up") + ")",
                "component"))
        .as("genesis_health_check_up by component")
        .containsOnlyKeys(Component.NAMES)
        .allSatisfy((component, up) -> assertThat(up).as(component).isEqualTo(1));
  }
}
