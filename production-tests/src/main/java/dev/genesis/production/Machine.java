package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.Exposition;
import dev.genesis.harness.service.HttpService;
import dev.genesis.harness.service.PromQl;
import org.junit.jupiter.api.TestReporter;

/** The machine under Genesis, as the node exporter sees it. */
@ProductionCheck(owner = "genesis-platform", needs = "node-exporter")
class Machine {
  private static final String REAL = "fstype!~\"tmpfs|ramfs|overlay|squashfs\"";

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "monitoringtargetdown",
      description = "The node exporter answers with the machine's CPU, memory and disks")
  void nodeExporterReports(@Service("node-exporter") HttpService node) {
    Exposition page = Exposition.of(node.get("/metrics"));
    assertThat(page.families())
        .as("metrics of the node exporter")
        .extracting(Exposition.Family::name)
        .contains(
            "node_cpu_seconds_total",
            "node_memory_MemAvailable_bytes",
            "node_memory_MemTotal_bytes",
            "node_filesystem_avail_bytes",
            "node_filesystem_size_bytes");
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "highcpuusage",
      description = "The machine's processors are less than 80 % busy")
  void cpuHasRoom(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    // a share of all modes, and not of the window: counters may be younger than it is
    String range = Traffic.promql(limits.duration("window"));
    String idle =
        "sum by (instance) (rate(%s[%s]))"
            .formatted(Here.of("node_cpu_seconds_total", "mode=\"idle\""), range);
    String all =
        "sum by (instance) (rate(%s[%s]))".formatted(Here.of("node_cpu_seconds_total"), range);
    assertThat(prometheus.value("max(1 - %s / %s)".formatted(idle, all)))
        .as("share of processor time in use")
        .isLessThan(limits.number("cpu-usage"));
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "highmemoryusage",
      description = "The machine uses less than 80 % of its memory")
  void memoryHasRoom(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(memoryUsed(prometheus))
        .as("share of memory in use")
        .isLessThan(limits.number("memory-usage"));
  }

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "memoryexhaustion",
      description = "The machine is not about to kill processes for want of memory")
  void memoryIsNotExhausted(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(memoryUsed(prometheus))
        .as("share of memory in use")
        .isLessThan(limits.number("memory-exhausted"));
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "diskspacelow",
      description = "Every disk has a tenth of its space left, and will not run full in two days")
  void disksDoNotFill(
      @Service("prometheus") PromQl prometheus, Thresholds limits, TestReporter reporter) {
    String free = Here.of("node_filesystem_avail_bytes", REAL);
    String size = Here.of("node_filesystem_size_bytes", REAL);
    String used = "1 - max by (instance, mountpoint) (%s / %s)".formatted(free, size);
    new Trend(prometheus, limits, reporter).assertNeverFull(used, 1 - limits.number("disk-free"));
  }

  @ProductionCheck(
      severity = Severity.P3,
      owner = "genesis-sre",
      runbook = "monitoringtargetdown",
      description = "The clocks of the machine, of Prometheus and of this runner agree")
  void clockAgrees(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(
            prometheus.value(
                "max(abs(%1$s - timestamp(%1$s)))".formatted(Here.of("node_time_seconds"))))
        .as("seconds between the machine's clock and Prometheus's")
        .isLessThan(Traffic.seconds(limits.duration("clock-skew")));
  }

  private static double memoryUsed(PromQl prometheus) {
    return prometheus.value(
        "max(1 - %s / %s)"
            .formatted(
                Here.of("node_memory_MemAvailable_bytes"), Here.of("node_memory_MemTotal_bytes")));
  }
}
