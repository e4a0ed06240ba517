package dev.genesis.smoke;

import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import dev.genesis.harness.sandbox.trial.Cause;
import dev.genesis.harness.sandbox.trial.Proof;
import dev.genesis.harness.sandbox.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** For every check of the smoke suite: what makes it fail, what fails with it, what it says. */
final class ProofTable {
  private static final Set<String> METRICS =
      ids(
          "MetricsSmoke.metricsAreServed",
          "MetricsSmoke.healthGaugesAreUp",
          "MetricsSmoke.noCircuitBreakerIsOpen",
          "MetricsSmoke.anLlmProviderIsUp",
          "MetricsSmoke.queueIsShort",
          "MetricsSmoke.databasePoolHasRoom",
          "MetricsSmoke.featureFlagsAreLoaded",
          "MetricsSmoke.tracesAreExported",
          "TrafficSmoke.operationsAreProcessed",
          "TrafficSmoke.fewOperationsFail",
          "TrafficSmoke.operationsAreFast");

  private ProofTable() {}

  static List<Proof<GenesisStandIn>> proofs() {
    return List.of(
        proof("HealthSmoke.isHealthy", Fault.HEALTH_CONTRADICTS, "unhealthy"),
        proof("HealthSmoke.everyComponentCameUp", Fault.MISSING_COMPONENT, "observability"),
        proof("HealthSmoke.saysItsVersion", Fault.NO_VERSION, "version in /health"),
        proof("HealthSmoke.answersInTime", Fault.SLOW_HEALTH, "time that /health took"),
        proof("MetricsSmoke.metricsAreServed", Fault.EMPTY_METRICS, "is empty").follows(METRICS),
        proof("MetricsSmoke.healthGaugesAreUp", Fault.HEALTH_GAUGE_DOWN, "observability"),
        proof("MetricsSmoke.noCircuitBreakerIsOpen", Fault.CIRCUIT_BREAKER_OPEN, "halo_router"),
        proof("MetricsSmoke.anLlmProviderIsUp", Fault.ALL_LLM_PROVIDERS_DOWN, "LLM providers"),
        proof("MetricsSmoke.queueIsShort", Fault.QUEUE_BACKLOG, "150"),
        proof("MetricsSmoke.databasePoolHasRoom", Fault.POOL_EXHAUSTED, "database connections"),
        proof("MetricsSmoke.featureFlagsAreLoaded", Fault.ROLLOUT_OUT_OF_RANGE, "1.5"),
        proof("MetricsSmoke.tracesAreExported", Fault.STALE_TRACES, "age of the latest trace"),
        proof("TrafficSmoke.operationsAreProcessed", Fault.STUCK_COUNTERS, "operations in total")
            .follows(ids("TrafficSmoke.fewOperationsFail", "TrafficSmoke.operationsAreFast")),
        proof("TrafficSmoke.fewOperationsFail", Fault.ERROR_RATIO, "errors in"),
        proof("TrafficSmoke.operationsAreFast", Fault.LATENCY_P95, "mean duration"));
  }

  /** What everything fails by. */
  static Proof<GenesisStandIn> down() {
    return proof("HealthSmoke.isHealthy", Fault.DOWN, "")
        .follows(METRICS)
        .follows(
            ids(
                "HealthSmoke.everyComponentCameUp",
                "HealthSmoke.saysItsVersion",
                "HealthSmoke.answersInTime"))
        .reason(FailureReason.CONNECT);
  }

  private static Proof<GenesisStandIn> proof(String check, Fault fault, String says) {
    return Proof.of("smoke/" + check, new Switched(fault), says);
  }

  private static Set<String> ids(String... names) {
    Set<String> ids = new TreeSet<>();
    Arrays.stream(names).map(name -> "smoke/" + name).forEach(ids::add);
    return ids;
  }

  private record Switched(Fault fault) implements Cause<GenesisStandIn> {
    @Override
    public String label() {
      return "fault " + fault.label();
    }

    @Override
    public Trial begin(GenesisStandIn genesis, Trial healthy) {
      genesis.switchOn(fault);
      return healthy;
    }

    @Override
    public void end(GenesisStandIn genesis) {
      genesis.switchOff(fault);
    }
  }
}
