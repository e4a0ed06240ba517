package dev.genesis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.SmokeCheck;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.Exposition;
import dev.genesis.harness.service.HttpService;
import java.util.List;

/** What the metrics of the new version say at first sight, without Prometheus. */
@SmokeCheck(owner = "genesis-release", runbook = "healthcheckdegraded")
class MetricsSmoke {
  @SmokeCheck(
      severity = Severity.P1,
      runbook = "metricsmissing",
      description = "/metrics is well formed and has what the alerts live on")
  void metricsAreServed(@Service("genesis") HttpService genesis) {
    Exposition page = page(genesis);
    assertThat(page.families())
        .as("metrics that alerts live on")
        .extracting(Exposition.Family::name)
        .contains(
            "genesis_operations_total",
            "genesis_errors_total",
            "genesis_operation_duration_seconds",
            "genesis_health_check_up");
  }

  @SmokeCheck(
      severity = Severity.P1,
      runbook = "circuitbreakeropen",
      description = "No circuit breaker came up open or tripped at once")
  void noCircuitBreakerIsOpen(@Service("genesis") HttpService genesis) {
    List<String> open =
        page(genesis).samples("genesis_circuit_breaker_state").stream()
            .filter(breaker -> breaker.value() == 1)
            .map(breaker -> String.valueOf(breaker.labels().get("component")))
            .toList();
    assertThat(open).as("components with an open circuit breaker").isEmpty();
  }

  @SmokeCheck(
      severity = Severity.P0,
      runbook = "allllmprovidersdown",
      description = "At least one LLM provider can be reached: without one nothing is done")
  void anLlmProviderIsUp(@Service("genesis") HttpService genesis) {
    assertThat(page(genesis).sum("genesis_llm_provider_up"))
        .as("LLM providers that are up")
        .isGreaterThanOrEqualTo(1);
  }

  @SmokeCheck(
      severity = Severity.P2,
      runbook = "highqueuedepth",
      description = "The queue is not already longer than it may be")
  void queueIsShort(@Service("genesis") HttpService genesis, Thresholds limits) {
    assertThat(page(genesis).value("genesis_queue_depth"))
        .as("tasks in the queue")
        .isLessThanOrEqualTo(limits.number("queue-depth"));
  }

  private static Exposition page(HttpService genesis) {
    return Exposition.parse(genesis.get("/metrics").expectStatus(200).body());
  }
}
