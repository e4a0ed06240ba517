package dev.genesis.harness.sandbox.genesis;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What {@code /metrics} shows: every family of the contract, in the text exposition format. */
final class MetricsPage {
  private static final List<String> PROVIDERS = List.of("openai", "anthropic", "gemini");

  private final Simulation simulation;
  private final Set<Fault> faults;
  private final StringBuilder text = new StringBuilder(16_384);

  private MetricsPage(Simulation simulation, Set<Fault> faults) {
    this.simulation = simulation;
    this.faults = faults;
  }

  static String of(Simulation simulation, Set<Fault> faults) {
    if (faults.contains(Fault.EMPTY_METRICS)) {
      return "";
    }
    MetricsPage page = new MetricsPage(simulation, faults);
    page.operations();
    page.components();
    page.llm();
    page.resources();
    page.flags();
    page.process();
    if (faults.contains(Fault.MALFORMED_METRICS)) {
      page.text.append("genesis_operations_total{ 12 <html>\n");
    }
    return page.text.toString();
  }

  private void operations() {
    String type = faults.contains(Fault.WRONG_TYPE) ? "gauge" : "counter";
    family("genesis_operations_total", type, "Operations served.");
    sample("genesis_operations_total", "", simulation.operations());
    family("genesis_errors_total", "counter", "Operations that failed, by component.");
    for (Component component : Component.values()) {
      sample("genesis_errors_total", label("component", component), simulation.errors(component));
    }
    histogram("genesis_operation_duration_seconds", simulation.operationDurations);
    histogram("genesis_htdag_decomposition_duration_seconds", simulation.htdag);
    histogram("genesis_halo_routing_duration_seconds", simulation.halo);
    histogram("genesis_rule_matching_duration_seconds", simulation.rules);
    histogram("genesis_aop_validation_duration_seconds", simulation.aop);
  }

  private void components() {
    family("genesis_circuit_breaker_state", "gauge", "0 closed, 1 open, 2 half-open.");
    for (Component component : Component.values()) {
      sample("genesis_circuit_breaker_state", label("component", component), breaker(component));
    }
    family("genesis_health_check_up", "gauge", "1 for a healthy component.");
    for (Component component : Component.values()) {
      sample("genesis_health_check_up", label("component", component), gaugeUp(component) ? 1 : 0);
    }
  }

  private boolean gaugeUp(Component component) {
    boolean contradicts =
        component == Component.OBSERVABILITY && faults.contains(Fault.HEALTH_GAUGE_DOWN);
    return component.healthy(faults) && !contradicts;
  }

  private long breaker(Component component) {
    if (component != Component.HALO_ROUTER) {
      return 0;
    }
    if (faults.contains(Fault.CIRCUIT_BREAKER_OPEN)) {
      return 1;
    }
    return faults.contains(Fault.CIRCUIT_BREAKER_HALF_OPEN) ? 2 : 0;
  }

  private void llm() {
    family("genesis_llm_provider_up", "gauge", "1 for a provider that answers.");
    for (String provider : PROVIDERS) {
      boolean down =
          faults.contains(Fault.ALL_LLM_PROVIDERS_DOWN)
              || (faults.contains(Fault.LLM_PROVIDER_DOWN) && provider.equals("anthropic"));
      sample("genesis_llm_provider_up", "{provider=\"" + provider + "\"}", down ? 0 : 1);
    }
    histogram("genesis_llm_response_time_seconds", simulation.llm);
    family("genesis_llm_cost_usd_total", "counter", "What LLM calls cost, in USD.");
    sample("genesis_llm_cost_usd_total", "", simulation.cost());
    family(
        "genesis_security_prompt_injections_blocked_total",
        "counter",
        "Blocked prompt injections.");
    sample("genesis_security_prompt_injections_blocked_total", "", simulation.injections());
  }

  private void resources() {
    family("genesis_cache_hits_total", "counter", "Lookups that hit the cache.");
    sample("genesis_cache_hits_total", "", simulation.cacheHits());
    family("genesis_cache_misses_total", "counter", "Lookups that missed the cache.");
    sample("genesis_cache_misses_total", "", simulation.cacheMisses());
    if (!faults.contains(Fault.MISSING_FAMILY)) {
      family("genesis_queue_depth", "gauge", "Entries that wait in the queue.");
      long usual = 10 + Math.round(4 * Math.sin(simulation.now() / 7));
      sample("genesis_queue_depth", "", faults.contains(Fault.QUEUE_BACKLOG) ? 150 : usual);
    }
    family("genesis_database_connections_active", "gauge", "Database connections in use.");
    sample("genesis_database_connections_active", "", connections());
    family("genesis_database_connections_max", "gauge", "Database connections there can be.");
    sample("genesis_database_connections_max", "", 50);
    family("genesis_last_trace_timestamp_seconds", "gauge", "When the last trace was exported.");
    sample("genesis_last_trace_timestamp_seconds", "", simulation.lastTrace());
  }

  private long connections() {
    if (faults.contains(Fault.POOL_EXHAUSTED)) {
      return 50;
    }
    return faults.contains(Fault.POOL_FILLING)
        ? 45
        : 12 + Math.round(3 * Math.sin(simulation.now() / 5));
  }

  private void flags() {
    family("genesis_feature_flag_enabled", "gauge", "1 for a flag that is on.");
    boolean changed = faults.contains(Fault.FLAG_CHANGED);
    boolean off = changed || faults.contains(Fault.FLAG_CONTRADICTION);
    flag("genesis_feature_flag_enabled", "orchestration", 1);
    flag("genesis_feature_flag_enabled", "security_hardening", 1);
    flag("genesis_feature_flag_enabled", "error_handling", off ? 0 : 1);
    flag("genesis_feature_flag_enabled", "phase4_rollout", 1);
    family("genesis_feature_flag_rollout_ratio", "gauge", "The share of operations with the flag.");
    flag("genesis_feature_flag_rollout_ratio", "orchestration", 1);
    flag("genesis_feature_flag_rollout_ratio", "security_hardening", 1);
    flag("genesis_feature_flag_rollout_ratio", "error_handling", changed ? 0 : 1);
    if (!faults.contains(Fault.FLAG_WITHOUT_ROLLOUT)) {
      flag("genesis_feature_flag_rollout_ratio", "phase4_rollout", rollout());
    }
  }

  private double rollout() {
    if (faults.contains(Fault.ROLLOUT_OUT_OF_RANGE)) {
      return 1.5;
    }
    return faults.contains(Fault.ROLLOUT_ADVANCED) ? 0.75 : 0.5;
  }

  private void process() {
    family("process_cpu_seconds_total", "counter", "CPU time used, in seconds.");
    sample("process_cpu_seconds_total", "", simulation.cpuSeconds());
    family("process_resident_memory_bytes", "gauge", "Resident memory.");
    sample("process_resident_memory_bytes", "", simulation.memory());
    family("process_virtual_memory_bytes", "gauge", "Virtual memory.");
    sample("process_virtual_memory_bytes", "", simulation.memory() * 2.5);
    family("process_virtual_memory_max_bytes", "gauge", "The most memory there can be.");
    sample("process_virtual_memory_max_bytes", "", Simulation.MEMORY_LIMIT);
    family("process_open_fds", "gauge", "Open file descriptors.");
    sample("process_open_fds", "", simulation.openFiles());
    family("process_max_fds", "gauge", "The most file descriptors there can be.");
    sample("process_max_fds", "", Simulation.MOST_FILES);
    family("process_start_time_seconds", "gauge", "When the process started.");
    sample("process_start_time_seconds", "", simulation.startedAt());
  }

  private void flag(String family, String flag, double value) {
    sample(family, "{flag=\"" + flag + "\"}", value);
  }

  private void histogram(String name, Histogram histogram) {
    family(name, "histogram", "Durations, in seconds.");
    for (int i = 0; i < Histogram.BOUNDS.size(); i++) {
      double bound = Histogram.BOUNDS.get(i);
      if (bound == 0.2 && faults.contains(Fault.NO_OBJECTIVE_BUCKET)) {
        continue;
      }
      sample(name + "_bucket", "{le=\"" + bound + "\"}", histogram.upTo(i));
    }
    sample(name + "_bucket", "{le=\"+Inf\"}", histogram.count());
    sample(name + "_sum", "", histogram.sum());
    sample(name + "_count", "", histogram.count());
  }

  private static String label(String name, Component component) {
    return "{" + name + "=\"" + component.label() + "\"}";
  }

  private void family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void sample(String name, String labels, long value) {
    text.append(name).append(labels).append(' ').append(value).append('\n');
  }

  private void sample(String name, String labels, double value) {
    text.append(name).append(labels).append(' ');
    text.append(String.format(Locale.ROOT, "%.6f", value)).append('\n');
  }
}
