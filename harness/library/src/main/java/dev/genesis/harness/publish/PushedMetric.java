package dev.genesis.harness.publish;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.List;

/** Every metric of a run, as rules, dashboards and other systems know it. */
public enum PushedMetric {
  PASS_RATE(
      "genesis_test_pass_rate", Collector.Type.GAUGE, "Passed of all checks of the run, 0 to 1."),
  TESTS(
      "genesis_tests",
      Collector.Type.GAUGE,
      "Checks by outcome; deselected and quarantined ones are outside the total."),
  FLAKY("genesis_tests_flaky", Collector.Type.GAUGE, "Checks that passed only on confirmation."),
  CONCLUSIVE(
      "genesis_test_run_conclusive",
      Collector.Type.GAUGE,
      "1 if something passed or failed and nothing promised did not run, else 0."),
  DURATION("genesis_test_run_duration_seconds", Collector.Type.GAUGE, "Wall time of the run."),
  TIMESTAMP("genesis_test_run_timestamp_seconds", Collector.Type.GAUGE, "End of this run."),
  LAST_SUCCESS(
      "genesis_test_run_last_success_timestamp_seconds",
      Collector.Type.GAUGE,
      "End of the last run that met its objectives."),
  RUNS(
      "genesis_test_runs_total",
      Collector.Type.COUNTER,
      "Runs by result: met, missed, inconclusive, lost."),
  CHECK_SUCCESS("genesis_check_success", Collector.Type.GAUGE, "1 if the check passed, else 0."),
  CHECK_DURATION("genesis_check_duration_seconds", Collector.Type.GAUGE, "Duration of the check."),
  CHECK_LAST_SUCCESS(
      "genesis_check_last_success_timestamp_seconds",
      Collector.Type.GAUGE,
      "End of the last run in which the check passed."),
  CHECK_FAILURE(
      "genesis_check_failure", Collector.Type.GAUGE, "1 for a failing check, with its reason."),
  REQUEST_DURATION(
      "genesis_request_duration_seconds",
      Collector.Type.HISTOGRAM,
      "Every request of this run; a snapshot, not to be rated."),
  LATENCY(
      "genesis_test_latency_seconds",
      Collector.Type.GAUGE,
      "Exact latency quantiles over the requests of this run.");

  private final String metricName;
  private final Collector.Type type;
  private final String help;

  PushedMetric(String metricName, Collector.Type type, String help) {
    this.metricName = metricName;
    this.type = type;
    this.help = help;
  }

  /** The name in PromQL. */
  public String metricName() {
    return metricName;
  }

  /** {@code gauge}, {@code counter} or {@code histogram}. */
  public String type() {
    return type.name().toLowerCase(java.util.Locale.ROOT);
  }

  Sample sample(List<String> labels, List<String> values, double value) {
    return new Sample(metricName, labels, values, value);
  }

  MetricFamilySamples family(List<Sample> samples) {
    return new MetricFamilySamples(metricName, type, help, samples);
  }
}
