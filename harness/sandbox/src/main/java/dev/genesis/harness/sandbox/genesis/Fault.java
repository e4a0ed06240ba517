package dev.genesis.harness.sandbox.genesis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A fault of the stand-in that can be switched on and off at run time. What has several thresholds
 * has a fault for each. Where a fault ends, what it changed is as before at once, but for counters.
 */
public enum Fault {
  /** The port refuses connections. */
  DOWN,

  /** The AOP validator reports unhealthy; {@code /health} answers 503. */
  UNHEALTHY_COMPONENT,
  UNHEALTHY_HTDAG_PLANNER,
  UNHEALTHY_HALO_ROUTER,
  UNHEALTHY_AOP_VALIDATOR,
  UNHEALTHY_ERROR_HANDLER,
  UNHEALTHY_OBSERVABILITY,
  UNHEALTHY_SECURITY,
  UNHEALTHY_FEATURE_FLAGS,
  UNHEALTHY_CIRCUIT_BREAKER,
  /** Every component reports unhealthy. */
  ALL_UNHEALTHY,
  /** {@code /health} answers 200, while its body says unhealthy. */
  HEALTH_CONTRADICTS,
  /** {@code /health} answers 200 with a page that is no JSON. */
  HEALTH_GARBAGE,
  /** {@code /health} lists seven components. */
  MISSING_COMPONENT,
  /** {@code /health} takes 1.5 s. */
  SLOW_HEALTH,
  /** {@code genesis_health_check_up} of one component is 0, while {@code /health} is healthy. */
  HEALTH_GAUGE_DOWN,
  /** {@code /health} has no version. */
  NO_VERSION,
  /** {@code /health} reports another version than the one that was deployed. */
  WRONG_VERSION,
  /** The {@code Date} of every answer is an hour behind. */
  CLOCK_SKEW,

  /** 0.5 % of the operations fail: above the objective, below every rollback trigger. */
  ERROR_RATIO_SLIGHT,
  /** 3 % of the operations fail: above the rollback trigger. */
  ERROR_RATIO_ELEVATED,
  /** 6 % of the operations fail: above every threshold. */
  ERROR_RATIO,
  /** 3 % of the operations fail, all of them in the HALO router. */
  ERRORS_OF_ONE_COMPONENT,

  /** The 95th percentile is 300 ms, the mean as usual: above the objective alone. */
  LATENCY_SLIGHT,
  /** The 95th percentile of operations is 550 ms: above the rollback trigger. */
  LATENCY_P95,
  /** The 95th percentile of operations is 1.4 s. */
  LATENCY_P95_HIGH,
  /** The mean of operations is 160 ms, their 95th percentile within the objective. */
  SLOW_MEAN,
  /** HTDAG decomposition takes twice as long. */
  SLOW_HTDAG,
  /** HALO routing takes twice as long. */
  SLOW_HALO,
  /** Rule matching takes twice as long. */
  SLOW_RULE_MATCHING,
  /** AOP validation takes thrice as long. */
  SLOW_AOP,
  /** One operation in two seconds. */
  LOW_THROUGHPUT,

  /** The circuit breaker of the HALO router is open. */
  CIRCUIT_BREAKER_OPEN,
  /** The circuit breaker of the HALO router is half-open. */
  CIRCUIT_BREAKER_HALF_OPEN,

  /** One LLM provider of three is down. */
  LLM_PROVIDER_DOWN,
  /** Every LLM provider is down. */
  ALL_LLM_PROVIDERS_DOWN,
  /** LLM providers answer in half a minute. */
  SLOW_LLM,
  /** LLM calls cost 0.1 USD a second, 8,640 USD a day. */
  COST_RUNAWAY,
  /** LLM calls cost 85 USD at once: most of a daily budget of 100 USD. */
  DAILY_COST_NEAR,
  /** LLM calls cost 120 USD at once: more than a daily budget of 100 USD. */
  DAILY_COST_EXCEEDED,

  /** Three lookups of ten hit the cache. */
  CACHE_MISSES,
  /** 150 entries wait in the queue. */
  QUEUE_BACKLOG,
  /** Nine database connections of ten are in use. */
  POOL_FILLING,
  /** Every database connection is in use. */
  POOL_EXHAUSTED,
  /** Five prompt injections a second are blocked. */
  PROMPT_INJECTIONS,

  /** A feature flag was switched off. */
  FLAG_CHANGED,
  /** A feature flag that is off has a rollout all the same. */
  FLAG_CONTRADICTION,
  /** The flag of the phase 4 rollout does not say how far it is rolled out. */
  FLAG_WITHOUT_ROLLOUT,
  /** The rollout of phase 4 went from half to three quarters. */
  ROLLOUT_ADVANCED,
  /** A rollout of 150 %. */
  ROLLOUT_OUT_OF_RANGE,

  /** The last trace is an hour old. */
  STALE_TRACES,
  /** No counter and no histogram of Genesis counts any more. */
  STUCK_COUNTERS,
  /** {@code /metrics} serves the same page again and again. */
  FROZEN_METRICS,
  /** Every counter began at zero anew; the process is the same. */
  COUNTER_RESET,
  /** The process starts anew every second. */
  RESTART_LOOP,
  /** The process uses 1.9 cores. */
  CPU_HIGH,
  /** The process uses a twentieth of a core more each second. */
  CPU_GROWTH,
  /** The process's memory is at 97 % of its limit. */
  MEMORY_HIGH,
  /** The process's memory grows by 40 MB each second. */
  MEMORY_LEAK,
  /** The process opens 2,000 file descriptors more each second. */
  FD_LEAK,
  /** The process has 95 % of its file descriptors open. */
  FD_EXHAUSTED,

  /** {@code /metrics} answers 200 with nothing in it. */
  EMPTY_METRICS,
  /** {@code /metrics} answers 500. */
  METRICS_DOWN,
  /** {@code /metrics} holds a line that is no exposition format. */
  MALFORMED_METRICS,
  /** {@code /metrics} lacks {@code genesis_queue_depth}. */
  MISSING_FAMILY,
  /** {@code /metrics} declares {@code genesis_operations_total} a gauge. */
  WRONG_TYPE,
  /** {@code /metrics} has no bucket at 0.2. */
  NO_OBJECTIVE_BUCKET,

  /**
   * The machine: its CPUs are 95 % busy. Acts in a sandbox with a node exporter, as those below.
   */
  NODE_CPU_HIGH,
  /** The machine: 88 % of its memory is in use. */
  NODE_MEMORY_HIGH,
  /** The machine: 97 % of its memory is in use. */
  NODE_MEMORY_EXHAUSTED,
  /** The machine: 3 % of its disk are free. */
  DISK_FULL,
  /** The machine: its disk fills by 1 % each second. */
  DISK_FILLING,
  /** The machine: its clock is a minute behind. */
  NODE_CLOCK_SKEW;

  /** The name on the command line, such as {@code error-ratio}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault of that label, if there is one. */
  public static Optional<Fault> of(String label) {
    return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
  }
}
