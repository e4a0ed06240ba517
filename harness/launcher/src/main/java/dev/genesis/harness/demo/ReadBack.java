package dev.genesis.harness.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.run.SuiteRun;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.PromQl.Sample;
import dev.genesis.harness.service.ServiceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pass rates as Prometheus has them, beside those in {@code run.json}. */
final class ReadBack {
  private final PromQl prometheus;
  private final String environment;

  ReadBack(PromQl prometheus, String environment) {
    this.prometheus = prometheus;
    this.environment = environment;
  }

  /**
   * One suite's pass rate in both places.
   *
   * @param inPrometheus empty if this run's value has not arrived
   */
  record Pair(String suite, Optional<Double> inPrometheus, double inFile) {
    boolean equal() {
      return inPrometheus.isPresent() && inPrometheus.get() == inFile;
    }
  }

  /** Whether every suite's numbers in Prometheus are those of this run, and not of one before. */
  boolean arrived(RunOutcome outcome) {
    double finished = outcome.run().finishedAt().toEpochMilli() / 1_000.0;
    return outcome.run().suites().stream()
        .allMatch(
            suite ->
                value("genesis_test_run_timestamp_seconds", suite)
                    .filter(at -> Math.abs(at - finished) < 0.5)
                    .isPresent());
  }

  /** What stands in both places. */
  List<Pair> pairs(RunOutcome outcome, Path runJson) throws IOException {
    JsonNode file = new ObjectMapper().readTree(runJson.toFile());
    List<Pair> pairs = new ArrayList<>();
    for (SuiteRun suite : outcome.run().suites()) {
      for (JsonNode one : file.path("suites")) {
        if (one.path("name").asText().equals(suite.name())) {
          pairs.add(
              new Pair(
                  suite.name(),
                  value("genesis_test_pass_rate", suite),
                  one.path("passRate").asDouble(Double.NaN)));
        }
      }
    }
    return pairs;
  }

  private Optional<Double> value(String metric, SuiteRun suite) {
    String query =
        "%s{environment=\"%s\",suite=\"%s\"}".formatted(metric, environment, suite.name());
    try {
      List<Sample> samples = prometheus.maybe(query);
      return samples.size() == 1 ? Optional.of(samples.get(0).value()) : Optional.empty();
    } catch (ServiceException | AssertionError e) {
      return Optional.empty(); // not there yet, or busy starting: whoever waits asks again
    }
  }
}
