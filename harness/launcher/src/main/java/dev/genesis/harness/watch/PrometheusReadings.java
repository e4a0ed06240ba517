package dev.genesis.harness.watch;

import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.PromQl.Sample;
import dev.genesis.harness.service.ServiceException;
import dev.genesis.harness.watch.Evidence.SeenAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The numbers of the success criteria, as Prometheus has them over a window that ends now. */
final class PrometheusReadings {
  private final PromQl prometheus;
  private final Duration window;
  private final List<String> problems;

  PrometheusReadings(PromQl prometheus, Duration window, List<String> problems) {
    this.prometheus = prometheus;
    this.window = window;
    this.problems = problems;
  }

  /** A ratio of counters; there is none while there are no operations. */
  Reading errorRatio() {
    return read(
        "sum(rate(genesis_errors_total{E}[W])) / (sum(rate(genesis_operations_total{E}[W])) > 0)");
  }

  Reading p95() {
    return read(
        "histogram_quantile(0.95, sum by (le)"
            + " (rate(genesis_operation_duration_seconds_bucket{E}[W])))");
  }

  Reading up() {
    return read("min(avg_over_time(up{job=\"genesis\",E}[W]))");
  }

  Reading meanLatency() {
    return read(
        "sum(rate(genesis_operation_duration_seconds_sum{E}[W]))"
            + " / (sum(rate(genesis_operation_duration_seconds_count{E}[W])) > 0)");
  }

  SortedMap<String, Reading> resources() {
    SortedMap<String, Reading> resources = new TreeMap<>();
    resources.put(
        "cpu",
        read("max(1 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\",E}[W])))"));
    resources.put(
        "memory",
        read("max(1 - node_memory_MemAvailable_bytes{E} / node_memory_MemTotal_bytes{E})"));
    resources.put(
        "disk",
        read(
            "max(1 - node_filesystem_avail_bytes{fstype!~\"tmpfs|overlay|squashfs\",E}"
                + " / node_filesystem_size_bytes{fstype!~\"tmpfs|overlay|squashfs\",E})"));
    return resources;
  }

  /**
   * Gathers the alerts that fire, but for those of the harness itself and those that began before.
   *
   * @return whether Prometheus could say
   */
  boolean alerts(Instant since, List<SeenAlert> alerts) {
    try {
      for (PromQl.Alert alert : prometheus.alerts()) {
        String name = alert.labels().getOrDefault("alertname", "");
        boolean ours = "harness".equals(alert.labels().get("source")) || name.equals("Watchdog");
        if (alert.state().equals("firing") && !ours && !alert.activeAt().isBefore(since)) {
          alerts.add(
              new SeenAlert(
                  name,
                  alert.labels().getOrDefault("priority", ""),
                  alert.annotations().getOrDefault("summary", ""),
                  alert.activeAt()));
        }
      }
      return true;
    } catch (ServiceException | AssertionError e) {
      problems.add("which alerts fire is not known: " + line(e));
      return false;
    }
  }

  private Reading read(String pattern) {
    String query =
        pattern
            .replace("{E}", "{environment=\"$environment\"}")
            .replace(",E}", ",environment=\"$environment\"}")
            .replace("[W]", "[" + window.toMillis() + "ms]");
    try {
      List<Sample> samples = prometheus.maybe(query);
      if (samples.size() == 1) {
        return new Reading(samples.get(0).value(), query, window);
      }
      problems.add("no data for " + query);
    } catch (ServiceException | AssertionError e) {
      problems.add("no answer to " + query + ": " + line(e));
    }
    return Reading.missing(query, window);
  }

  private static String line(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
