package dev.genesis.harness.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A group that the Pushgateway holds.
 *
 * @param labels its grouping labels, {@code job} among them
 * @param samples what it holds, by metric name; a sample is keyed by its own labels
 */
public record PushedGroup(
    NavigableMap<String, String> labels, Map<String, Map<Map<String, String>, Double>> samples) {

  public PushedGroup {
    labels = Collections.unmodifiableNavigableMap(new TreeMap<>(labels));
    samples = Map.copyOf(samples);
  }

  public String job() {
    return labels.getOrDefault("job", "");
  }

  /** A grouping label, empty where the group has none of that name. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }

  /** When something was last pushed into it. */
  public Optional<Instant> pushedAt() {
    return time("push_time_seconds");
  }

  /** The end of the run that it shows, if it is a run's. */
  public Optional<Instant> runAt() {
    return time(PushedMetric.TIMESTAMP.metricName());
  }

  /** How long ago something was last pushed into it. */
  public Optional<Duration> age(Instant now) {
    return pushedAt().map(pushed -> Duration.between(pushed, now));
  }

  /** The value of a metric without labels of its own. */
  Optional<Double> value(String metric) {
    return Optional.ofNullable(samplesOf(metric).get(Map.of()));
  }

  /** A metric's samples by the value of the one label they are told apart by. */
  Map<String, Double> by(String label, String metric) {
    Map<String, Double> values = new TreeMap<>();
    samplesOf(metric).forEach((own, value) -> values.put(own.getOrDefault(label, ""), value));
    return values;
  }

  private Map<Map<String, String>, Double> samplesOf(String metric) {
    return samples.getOrDefault(metric, Map.of());
  }

  private Optional<Instant> time(String metric) {
    return value(metric).map(PushedGroup::instant);
  }

  static Instant instant(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1_000));
  }
}
