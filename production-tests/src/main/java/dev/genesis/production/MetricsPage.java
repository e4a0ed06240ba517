package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.service.Exposition;
import dev.genesis.harness.service.HttpAnswer;
import dev.genesis.harness.service.HttpService;
import java.util.Map;
import java.util.TreeMap;

/** Whether {@code /metrics} is what alerts, dashboards and the other checks take it for. */
@ProductionCheck(
    severity = Severity.P1,
    owner = "genesis-observability",
    runbook = "metricsmissing")
class MetricsPage {
  private static final Map<String, String> FAMILIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("genesis_operations_total", "counter"),
              Map.entry("genesis_errors_total", "counter"),
              Map.entry("genesis_operation_duration_seconds", "histogram"),
              Map.entry("genesis_htdag_decomposition_duration_seconds", "histogram"),
              Map.entry("genesis_halo_routing_duration_seconds", "histogram"),
              Map.entry("genesis_rule_matching_duration_seconds", "histogram"),
              Map.entry("genesis_aop_validation_duration_seconds", "histogram"),
              Map.entry("genesis_circuit_breaker_state", "gauge"),
              Map.entry("genesis_llm_provider_up", "gauge"),
              Map.entry("genesis_llm_response_time_seconds", "histogram"),
              Map.entry("genesis_llm_cost_usd_total", "counter"),
              Map.entry("genesis_cache_hits_total", "counter"),
              Map.entry("genesis_cache_misses_total", "counter"),
              Map.entry("genesis_queue_depth", "gauge"),
              Map.entry("genesis_database_connections_active", "gauge"),
              Map.entry("genesis_database_connections_max", "gauge"),
              Map.entry("genesis_security_prompt_injections_blocked_total", "counter"),
              Map.entry("genesis_feature_flag_enabled", "gauge"),
              Map.entry("genesis_feature_flag_rollout_ratio", "gauge"),
              Map.entry("genesis_health_check_up", "gauge"),
              Map.entry("genesis_last_trace_timestamp_seconds", "gauge"),
              Map.entry("process_cpu_seconds_total", "counter"),
              Map.entry("process_resident_memory_bytes", "gauge"),
              Map.entry("process_open_fds", "gauge"),
              Map.entry("process_max_fds", "gauge"),
              Map.entry("process_start_time_seconds", "gauge")));

  /** What the latency objective of 200 ms needs in order to be measured and not interpolated. */
  private static final double OBJECTIVE_BOUND = 0.2;

  @ProductionCheck(description = "/metrics is well-formed text exposition, served as such")
  void isWellFormed(@Service("genesis") HttpService genesis) {
    HttpAnswer answer = genesis.get("/metrics").expectStatus(200);
    assertThat(answer.header("content-type").orElse("none"))
        .as("content type of /metrics")
        .startsWith("text/plain");
    assertThat(Exposition.parse(answer.body()).families()).isNotEmpty();
  }

  @ProductionCheck(description = "/metrics has every metric of the contract, each of its type")
  void isComplete(@Service("genesis") HttpService genesis) {
    Map<String, String> types = new TreeMap<>();
    page(genesis).families().forEach(family -> types.put(family.name(), family.type()));
    assertThat(types).as("metrics with their types").containsAllEntriesOf(FAMILIES);
  }

  @ProductionCheck(
      runbook = "highlatencyp95",
      description = "The operation histogram has a bucket at exactly 0.2 s, the objective's limit")
  void measuresTheObjective(@Service("genesis") HttpService genesis) {
    Exposition.Family durations =
        page(genesis)
            .family("genesis_operation_duration_seconds")
            .orElseThrow(
                () -> new AssertionError("/metrics has no genesis_operation_duration_seconds"));
    assertThat(durations.bounds())
        .as("buckets of genesis_operation_duration_seconds")
        .contains(OBJECTIVE_BOUND);
  }

  private static Exposition page(HttpService genesis) {
    return Exposition.of(genesis.get("/metrics"));
  }
}
