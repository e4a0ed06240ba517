package dev.genesis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.SmokeCheck;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.Exposition;
import dev.genesis.harness.service.Exposition.Sample;
import dev.genesis.harness.service.HttpService;
import java.time.Instant;
import java.util.List;

/** What the metrics of the new version say at first sight, without Prometheus. */
@SmokeCheck(owner = "genesis-release", runbook = "healthcheckdegraded")
class MetricsSmoke {
  private static final double OPEN = 1;

  @SmokeCheck(
      severity = Severity.P1,
      runbook = "metricsmissing",
      description = "/metrics is well formed and has what the alerts live on")
  void metricsAreServed(@Service("genesis") HttpService genesis) {
    assertThat(page(genesis).families())
        .as("metrics that alerts live on")
        .extracting(Exposition.Family::name)
        .contains(
            "genesis_operations_total",
            "genesis_errors_total",
            "genesis_operation_duration_seconds",
            "genesis_health_check_up",
            "genesis_queue_depth");
  }

  @SmokeCheck(
      severity = Severity.P1,
      description = "The health gauges agree with /health that every component is up")
  void healthGaugesAreUp(@Service("genesis") HttpService genesis) {
    assertThat(page(genesis).samples("genesis_health_check_up"))
        .as("genesis_health_check_up, 1 for every component")
        .allSatisfy(
            sample ->
                assertThat(sample.value())
                    .as(String.valueOf(sample.labels().get("component")))
                    .isEqualTo(1));
  }

  @SmokeCheck(
      severity = Severity.P1,
      runbook = "circuitbreakeropen",
      description = "No circuit breaker came up open or tripped at once")
  void noCircuitBreakerIsOpen(@Service("genesis") HttpService genesis) {
    List<String> open =
        page(genesis).samples("genesis_circuit_breaker_state").stream()
            .filter(breaker -> breaker.value() == OPEN)
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

  @SmokeCheck(
      severity = Severity.P1,
      runbook = "databaseconnectionpoolexhausted",
      description = "The database is connected and its pool has connections left")
  void databasePoolHasRoom(@Service("genesis") HttpService genesis) {
    Exposition page = page(genesis);
    assertThat(page.value("genesis_database_connections_active"))
        .as("database connections in use")
        .isLessThan(page.value("genesis_database_connections_max"));
  }

  @SmokeCheck(
      severity = Severity.P2,
      runbook = "rolloutprogress",
      description = "The feature flags are loaded, and a rollout is between none and all")
  void featureFlagsAreLoaded(@Service("genesis") HttpService genesis) {
    Exposition page = page(genesis);
    assertThat(page.samples("genesis_feature_flag_enabled"))
        .as("flags that are enabled (1) or not (0)")
        .extracting(Sample::value)
        .isSubsetOf(0.0, 1.0);
    assertThat(page.samples("genesis_feature_flag_rollout_ratio"))
        .as("rollout ratios")
        .extracting(Sample::value)
        .allSatisfy(ratio -> assertThat(ratio).isBetween(0.0, 1.0));
  }

  @SmokeCheck(
      severity = Severity.P2,
      runbook = "metricsmissing",
      description = "Traces are exported: without them nobody finds out what a new version does")
  void tracesAreExported(@Service("genesis") HttpService genesis, Thresholds limits) {
    double age =
        Instant.now().toEpochMilli() / 1000.0
            - page(genesis).value("genesis_last_trace_timestamp_seconds");
    assertThat(age)
        .as("age of the latest trace in seconds")
        .isLessThan(limits.duration("trace-age").toMillis() / 1000.0);
  }

  private static Exposition page(HttpService genesis) {
    return Exposition.of(genesis.get("/metrics"));
  }
}
