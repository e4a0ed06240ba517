package dev.genesis.harness.sandbox.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.genesis.harness.service.Exposition;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
  private static final double START = 1_700_000_000;
  private static final List<String> FAMILIES =
      List.of(
          "genesis_operations_total counter",
          "genesis_errors_total counter",
          "genesis_operation_duration_seconds histogram",
          "genesis_htdag_decomposition_duration_seconds histogram",
          "genesis_halo_routing_duration_seconds histogram",
          "genesis_rule_matching_duration_seconds histogram",
          "genesis_aop_validation_duration_seconds histogram",
          "genesis_circuit_breaker_state gauge",
          "genesis_llm_provider_up gauge",
          "genesis_llm_response_time_seconds histogram",
          "genesis_llm_cost_usd_total counter",
          "genesis_cache_hits_total counter",
          "genesis_cache_misses_total counter",
          "genesis_queue_depth gauge",
          "genesis_database_connections_active gauge",
          "genesis_database_connections_max gauge",
          "genesis_security_prompt_injections_blocked_total counter",
          "genesis_feature_flag_enabled gauge",
          "genesis_feature_flag_rollout_ratio gauge",
          "genesis_health_check_up gauge",
          "genesis_last_trace_timestamp_seconds gauge");

  @Test
  void metrics_haveEveryFamilyOfTheContractInItsType() {
    Exposition page = Exposition.parse(seen(10));

    assertThat(page.families().stream().map(f -> f.name() + " " + f.type()))
        .containsAll(FAMILIES)
        .allMatch(f -> FAMILIES.contains(f) || f.startsWith("process_"));
    assertThat(page.family("genesis_operation_duration_seconds").orElseThrow().bounds())
        .contains(0.2);
    assertThat(page.samples("genesis_errors_total")).hasSize(8);
  }

  @Test
  void counters_areThereFromTheStart() {
    Exposition page = Exposition.parse(seen(0));

    assertThat(page.sum("genesis_operations_total")).isZero();
    assertThat(page.sum("genesis_errors_total")).isZero();
  }

  @Test
  void usualTraffic_hasTheBaselinesLatencies_andKeepsTheObjectives() {
    Exposition page = Exposition.parse(seen(600));

    assertThat(mean(page, "genesis_operation_duration_seconds")).isCloseTo(0.13157, within(1e-4));
    assertThat(mean(page, "genesis_htdag_decomposition_duration_seconds"))
        .isCloseTo(0.11018, within(1e-4));
    assertThat(mean(page, "genesis_halo_routing_duration_seconds"))
        .isCloseTo(0.11018, within(1e-4));
    assertThat(mean(page, "genesis_rule_matching_duration_seconds"))
        .isCloseTo(0.02702, within(1e-4));
    assertThat(slowShare(page)).isLessThan(0.025);
    assertThat(errorRatio(page)).isPositive().isLessThan(0.0002);
  }

  @Test
  void noWindowOfTwoSeconds_missesTheErrorObjective() {
    Simulation simulation = new Simulation(START);
    double errors = 0;
    double operations = 0;
    for (int second = 2; second < 400; second += 2) {
      simulation.advance(START + second, Set.of());
      Exposition page = Exposition.parse(MetricsPage.of(simulation, Set.of()));
      double newErrors = page.sum("genesis_errors_total") - errors;
      double newOperations = page.value("genesis_operations_total") - operations;
      assertThat(newErrors / newOperations).isLessThan(0.0006);
      errors += newErrors;
      operations += newOperations;
    }
  }

  @Test
  void latencyFaults_areWhereTheirThresholdsAre() {
    assertThat(slowShare(with(Fault.LATENCY_SLIGHT))).isBetween(0.1, 0.25);
    assertThat(shareAbove(with(Fault.LATENCY_SLIGHT), "0.5")).isLessThan(0.05);
    assertThat(mean(with(Fault.LATENCY_SLIGHT), "genesis_operation_duration_seconds"))
        .isLessThan(0.144);
    assertThat(shareAbove(with(Fault.LATENCY_P95), "0.5")).isGreaterThan(0.05);
    assertThat(shareAbove(with(Fault.LATENCY_P95), "1.0")).isLessThan(0.05);
    assertThat(shareAbove(with(Fault.LATENCY_P95_HIGH), "1.0")).isGreaterThan(0.05);
    assertThat(slowShare(with(Fault.SLOW_MEAN))).isLessThan(0.05);
    assertThat(mean(with(Fault.SLOW_MEAN), "genesis_operation_duration_seconds"))
        .isGreaterThan(0.1448);
  }

  @Test
  void errorFaults_areWhereTheirThresholdsAre() {
    assertThat(errorRatio(with(Fault.ERROR_RATIO_SLIGHT))).isBetween(0.002, 0.009);
    assertThat(errorRatio(with(Fault.ERROR_RATIO_ELEVATED))).isBetween(0.021, 0.049);
    assertThat(errorRatio(with(Fault.ERROR_RATIO))).isGreaterThan(0.051);
  }

  /** A fault that changes nothing would let a check look proven that is not. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        // seen on the wire: by GenesisStandInTest
        "DOWN", "SLOW_HEALTH", "CLOCK_SKEW", "METRICS_DOWN", "FROZEN_METRICS",
        // of the machine: by MachineTest
        "NODE_CPU_HIGH", "NODE_MEMORY_HIGH", "NODE_MEMORY_EXHAUSTED", "DISK_FULL", "DISK_FILLING",
        "NODE_CLOCK_SKEW"
      })
  void everyFault_changesWhatIsSeen_andGaugesAreAsBeforeWhenItEnds(Fault fault) {
    Simulation healthy = new Simulation(START);
    Simulation faulty = new Simulation(START);
    healthy.advance(START + 10, Set.of());
    faulty.advance(START + 10, Set.of());
    assertThat(all(faulty, Set.of())).isEqualTo(all(healthy, Set.of()));

    Set<Fault> on = EnumSet.of(fault);
    faulty.begins(fault);
    faulty.advance(START + 20, on);
    healthy.advance(START + 20, Set.of());
    assertThat(all(faulty, on)).isNotEqualTo(all(healthy, Set.of()));

    faulty.ends(fault);
    faulty.advance(START + 21, Set.of());
    healthy.advance(START + 21, Set.of());
    assertThat(gauges(faulty)).isEqualTo(gauges(healthy));
  }

  private static String all(Simulation simulation, Set<Fault> faults) {
    return MetricsPage.of(simulation, faults) + HealthPage.of("1", faults);
  }

  private static List<String> gauges(Simulation simulation) {
    return Exposition.parse(MetricsPage.of(simulation, Set.of())).families().stream()
        .filter(family -> family.type().equals("gauge"))
        // a process that began anew did begin anew
        .filter(family -> !family.name().equals("process_start_time_seconds"))
        .map(Exposition.Family::toString)
        .toList();
  }

  private static Exposition with(Fault fault) {
    Simulation simulation = new Simulation(START);
    simulation.advance(START + 100, EnumSet.of(fault));
    return Exposition.parse(MetricsPage.of(simulation, EnumSet.of(fault)));
  }

  private static String seen(double after) {
    Simulation simulation = new Simulation(START);
    simulation.advance(START + after, Set.of());
    return MetricsPage.of(simulation, Set.of());
  }

  private static double mean(Exposition page, String histogram) {
    return page.value(histogram + "_sum") / page.value(histogram + "_count");
  }

  private static double errorRatio(Exposition page) {
    return page.sum("genesis_errors_total") / page.value("genesis_operations_total");
  }

  private static double slowShare(Exposition page) {
    return shareAbove(page, "0.2");
  }

  private static double shareAbove(Exposition page, String bound) {
    double upTo =
        page.samples("genesis_operation_duration_seconds_bucket").stream()
            .filter(sample -> bound.equals(sample.labels().get("le")))
            .mapToDouble(Exposition.Sample::value)
            .sum();
    return 1 - upTo / page.value("genesis_operation_duration_seconds_count");
  }
}
