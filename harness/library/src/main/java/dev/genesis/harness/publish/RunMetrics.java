package dev.genesis.harness.publish;

import dev.genesis.harness.objective.Judge;
import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.SuiteRun;
import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The complete set of metrics of one suite's group. */
final class RunMetrics {
  /** Upper bounds of the request histogram in seconds; 0.2 is the objective for P95. */
  private static final double[] BUCKETS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10
  };

  private static final double[] QUANTILES = {0.5, 0.95, 0.99};

  private final Map<PushedMetric, List<Sample>> samples = new EnumMap<>(PushedMetric.class);

  private RunMetrics() {}

  /**
   * @param kept what is kept over runs, this one included
   * @param limit how many checks get series of their own
   */
  static List<MetricFamilySamples> of(
      JudgedRun judged, SuiteRun suite, KeptValues.Group kept, int limit) {
    RunMetrics metrics = new RunMetrics();
    metrics.run(judged.run(), suite);
    metrics.kept(kept);
    metrics.checks(judged.run(), suite, kept, limit);
    metrics.requests(latencies(judged.run(), suite));
    List<MetricFamilySamples> families = new ArrayList<>();
    metrics.samples.forEach((metric, values) -> families.add(metric.family(values)));
    return families;
  }

  static double seconds(Instant time) {
    return time.toEpochMilli() / 1_000.0;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private void run(CheckRun run, SuiteRun suite) {
    Counts counts = suite.counts();
    add(PushedMetric.PASS_RATE, suite.passRate());
    tests(counts).forEach((outcome, n) -> add(PushedMetric.TESTS, "outcome", outcome, n));
    add(PushedMetric.FLAKY, counts.flaky());
    add(PushedMetric.CONCLUSIVE, Judge.conclusive(run, suite.name()) ? 1 : 0);
    add(PushedMetric.DURATION, seconds(run.took()));
    add(PushedMetric.TIMESTAMP, seconds(run.finishedAt()));
  }

  /** The values of {@code genesis_tests} by outcome. */
  static Map<String, Double> tests(Counts counts) {
    Map<String, Double> tests = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      tests.put(outcome.label(), (double) counts.of(outcome));
    }
    tests.put("deselected", (double) counts.deselected());
    tests.put("quarantined", (double) counts.quarantined());
    return tests;
  }

  private void kept(KeptValues.Group kept) {
    kept.lastSuccess().ifPresent(time -> add(PushedMetric.LAST_SUCCESS, seconds(time)));
    for (RunResult result : RunResult.values()) {
      long runs = kept.runsTotal().getOrDefault(result.label(), 0L);
      add(PushedMetric.RUNS, "result", result.label(), (double) runs);
    }
  }

  private void checks(CheckRun run, SuiteRun suite, KeptValues.Group kept, int limit) {
    List<CheckSeries> all = CheckSeries.of(run.checksOf(suite.name()));
    for (CheckSeries check : all.subList(0, Math.min(limit, all.size()))) {
      if (check.reason() != null) {
        add(
            PushedMetric.CHECK_FAILURE,
            List.of("check", "reason"),
            List.of(check.label(), check.reason().label()),
            1);
      }
      if (!check.item()) {
        check(check, kept);
      }
    }
  }

  private void check(CheckSeries check, KeptValues.Group kept) {
    add(
        PushedMetric.CHECK_SUCCESS,
        List.of("check", "severity", "owner"),
        List.of(check.label(), check.severity().name(), check.owner()),
        check.success() ? 1 : 0);
    if (check.tried()) {
      add(PushedMetric.CHECK_DURATION, "check", check.label(), seconds(check.took()));
    }
    Instant last = kept.checkLastSuccess().get(check.id());
    if (last != null) {
      add(PushedMetric.CHECK_LAST_SUCCESS, "check", check.label(), seconds(last));
    }
  }

  /** The suite's own requests; those of the run, where it has no other suite. */
  static NavigableMap<String, LatencyHistogram> latencies(CheckRun run, SuiteRun suite) {
    return run.suites().size() == 1 ? run.latencies() : suite.latencies();
  }

  private void requests(NavigableMap<String, LatencyHistogram> latencies) {
    latencies.forEach(this::histogram);
    LatencyHistogram all = LatencyHistogram.sum(latencies.values());
    if (all.count() == 0) {
      return;
    }
    for (double quantile : QUANTILES) {
      add(
          PushedMetric.LATENCY,
          "quantile",
          Collector.doubleToGoString(quantile),
          seconds(all.quantile(quantile)));
    }
  }

  private void histogram(String service, LatencyHistogram latency) {
    String name = PushedMetric.REQUEST_DURATION.metricName();
    List<Sample> histogram = samples(PushedMetric.REQUEST_DURATION);
    List<String> labels = List.of("service", "le");
    for (double bound : BUCKETS) {
      Duration most = Duration.ofNanos(Math.round(bound * 1e9));
      histogram.add(
          new Sample(
              name + "_bucket",
              labels,
              List.of(service, Collector.doubleToGoString(bound)),
              (double) latency.countAtMost(most)));
    }
    histogram.add(
        new Sample(name + "_bucket", labels, List.of(service, "+Inf"), (double) latency.count()));
    histogram.add(
        new Sample(
            name + "_count", List.of("service"), List.of(service), (double) latency.count()));
    histogram.add(
        new Sample(name + "_sum", List.of("service"), List.of(service), latency.sumSeconds()));
  }

  private void add(PushedMetric metric, double value) {
    add(metric, List.of(), List.of(), value);
  }

  private void add(PushedMetric metric, String label, String labelValue, double value) {
    add(metric, List.of(label), List.of(labelValue), value);
  }

  private void add(PushedMetric metric, List<String> labels, List<String> values, double value) {
    samples(metric).add(metric.sample(labels, values, value));
  }

  private List<Sample> samples(PushedMetric metric) {
    return samples.computeIfAbsent(metric, m -> new ArrayList<>());
  }
}
