package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;

/** What the Genesis process itself uses, and whether it leaks. */
@ProductionCheck(severity = Severity.P2, owner = "genesis-platform")
class GenesisProcess {
  @ProductionCheck(
      runbook = "highmemoryusage",
      description = "Genesis uses less than 80 % of the memory it may have, and does not leak it")
  void memoryDoesNotLeak(
      @Service("prometheus") PromQl prometheus, Thresholds limits, TestReporter reporter) {
    // where no limit is set, the process's own is boundless and the machine's counts
    String used =
        "%s / scalar(min(%s or %s))"
            .formatted(
                Here.ofGenesis("process_resident_memory_bytes"),
                Here.ofGenesis("process_virtual_memory_max_bytes"),
                Here.of("node_memory_MemTotal_bytes"));
    new Trend(prometheus, limits, reporter)
        .assertNeverFull(used, limits.number("memory-usage"), starts(prometheus));
  }

  @ProductionCheck(
      runbook = "highmemoryusage",
      description = "Genesis closes the files and sockets that it opens")
  void openFilesDoNotLeak(
      @Service("prometheus") PromQl prometheus, Thresholds limits, TestReporter reporter) {
    String used =
        "%s / %s".formatted(Here.ofGenesis("process_open_fds"), Here.ofGenesis("process_max_fds"));
    new Trend(prometheus, limits, reporter)
        .assertNeverFull(used, limits.number("open-files"), starts(prometheus));
  }

  @ProductionCheck(
      runbook = "highcpuusage",
      description = "Genesis uses less than 80 % of its processors, and does not creep up to it")
  void cpuDoesNotCreepUp(
      @Service("prometheus") PromQl prometheus, Thresholds limits, TestReporter reporter) {
    String used =
        "rate(%s[%s]) / %s"
            .formatted(
                Here.ofGenesis("process_cpu_seconds_total"),
                Traffic.promql(limits.duration("window")),
                limits.number("genesis-cores"));
    new Trend(prometheus, limits, reporter)
        .assertNeverFull(used, limits.number("cpu-usage"), starts(prometheus));
  }

  @ProductionCheck(
      severity = Severity.P1,
      owner = "genesis-sre",
      runbook = "genesiscrashlooping",
      description = "Genesis does not start again and again: once is a deployment, thrice is none")
  void doesNotRestart(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(
            prometheus.value(
                "max(changes(%s[%s]))"
                    .formatted(
                        Here.ofGenesis("process_start_time_seconds"),
                        Traffic.promql(limits.duration("restarts-window")))))
        .as("restarts of Genesis over %s", limits.duration("restarts-window"))
        .isLessThanOrEqualTo(limits.number("restarts"));
  }

  private static Map<String, Double> starts(PromQl prometheus) {
    return States.of(prometheus, Here.ofGenesis("process_start_time_seconds"), "instance");
  }
}
