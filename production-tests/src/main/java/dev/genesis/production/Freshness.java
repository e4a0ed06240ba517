package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;
import java.util.Map;
import java.util.TreeMap;

/** Whether the numbers are of now: an old good number is the quietest of all faults. */
@ProductionCheck(
    severity = Severity.P2,
    owner = "genesis-observability",
    runbook = "metricsmissing")
class Freshness {
  @ProductionCheck(description = "Prometheus got the metrics of Genesis within the last minute")
  void metricsAreFresh(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(
            prometheus.value(
                "max(time() - timestamp(" + Here.of("genesis_operations_total") + "))"))
        .as("age of genesis_operations_total in seconds")
        .isLessThan(Traffic.seconds(limits.duration("metrics-age")));
  }

  @ProductionCheck(description = "Traces still arrive: the latest is at most five minutes old")
  void tracesAreFresh(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(
            prometheus.value(
                "time() - max(" + Here.of("genesis_last_trace_timestamp_seconds") + ")"))
        .as("age of the latest trace in seconds")
        .isLessThan(Traffic.seconds(limits.duration("trace-age")));
  }

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "throughputlow",
      description = "The counters that a living system moves still move")
  void countersKeepCounting(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    Traffic traffic = new Traffic(prometheus, limits);
    Map<String, Double> increases = new TreeMap<>();
    for (String counter :
        new String[] {
          "genesis_operations_total",
          "genesis_operation_duration_seconds_count",
          "genesis_cache_hits_total"
        }) {
      increases.put(counter, traffic.increase(counter));
    }
    assertThat(increases)
        .as("increases over %s", traffic.window())
        .allSatisfy((counter, increase) -> assertThat(increase).as(counter).isPositive());
  }
}
