package dev.genesis.harness.baseline;

import dev.genesis.harness.history.BaselineRecord;
import dev.genesis.harness.history.HistoryStore;
import dev.genesis.harness.history.ResultRecord;
import dev.genesis.harness.history.RunQuery;
import dev.genesis.harness.history.RunRecord;
import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes baselines from a history, and compares its later runs with them. */
public final class Baselines {
  private final HistoryStore history;

  public Baselines(HistoryStore history) {
    this.history = history;
  }

  /**
   * Keeps the last runs of an environment that met their objectives as a baseline.
   *
   * @return the baseline; empty if there is no such run
   */
  public Optional<BaselineRecord> capture(
      String environment, String name, int runs, Instant capturedAt) {
    List<RunRecord> usable =
        history.runs(RunQuery.last(environment, runs)).stream()
            .filter(run -> run.result() == RunResult.MET)
            .toList();
    if (usable.isEmpty()) {
      return Optional.empty();
    }
    BaselineRecord baseline =
        new BaselineRecord(
            environment,
            name,
            capturedAt,
            usable.get(0).finishedAt(),
            usable.size(),
            durations(usable),
            latencies(usable));
    history.baselines().save(baseline);
    return Optional.of(baseline);
  }

  /** Compares the runs after the baseline's last with it, the newest of them. */
  public BaselineComparison compare(BaselineRecord baseline, int runs) {
    List<RunRecord> later =
        history.runs(RunQuery.last(baseline.environment(), runs)).stream()
            .filter(run -> run.finishedAt().isAfter(baseline.lastRunAt()))
            .filter(run -> run.result() != RunResult.LOST)
            .toList();
    List<Comparison> checks =
        Comparer.compare(seconds(baseline.durations()), seconds(durations(later)));
    return new BaselineComparison(baseline, later.size(), checks, latencies(later));
  }

  /**
   * How long each check took in each run; only where it passed at once, since a failure's duration
   * says how long it takes to fail. The tests of a template count together.
   */
  private Map<String, List<Duration>> durations(List<RunRecord> runs) {
    Map<String, List<Duration>> durations = new TreeMap<>();
    for (int from = 0; from < runs.size(); from += 100) {
      List<String> ids =
          runs.subList(from, Math.min(runs.size(), from + 100)).stream()
              .map(RunRecord::runId)
              .toList();
      Map<String, Map<String, Duration>> byRun = new HashMap<>();
      for (ResultRecord result : history.resultsOf(ids)) {
        boolean usable = result.outcome() == Outcome.PASSED && !result.item() && !result.flaky();
        if (usable) {
          byRun
              .computeIfAbsent(result.runId(), id -> new HashMap<>())
              .merge(result.checkId(), result.took(), Duration::plus);
        }
      }
      byRun
          .values()
          .forEach(
              checks ->
                  checks.forEach(
                      (check, took) ->
                          durations.computeIfAbsent(check, c -> new ArrayList<>()).add(took)));
    }
    return durations;
  }

  private static Map<String, LatencyHistogram> latencies(List<RunRecord> runs) {
    Map<String, List<LatencyHistogram>> parts = new TreeMap<>();
    for (RunRecord run : runs) {
      run.latencies()
          .forEach(
              latency ->
                  parts
                      .computeIfAbsent(latency.service(), s -> new ArrayList<>())
                      .add(latency.histogram()));
    }
    Map<String, LatencyHistogram> latencies = new TreeMap<>();
    parts.forEach((service, all) -> latencies.put(service, LatencyHistogram.sum(all)));
    return latencies;
  }

  private static Map<String, double[]> seconds(Map<String, List<Duration>> durations) {
    Map<String, double[]> seconds = new TreeMap<>();
    durations.forEach(
        (check, all) ->
            seconds.put(check, all.stream().mapToDouble(took -> took.toNanos() / 1e9).toArray()));
    return seconds;
  }
}
