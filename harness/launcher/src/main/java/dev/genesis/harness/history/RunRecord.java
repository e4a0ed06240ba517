package dev.genesis.harness.history;

import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A run as the history has it. */
public record RunRecord(
    String runId,
    RunScope scope,
    Instant startedAt,
    Instant finishedAt,
    Duration took,
    RunResult result,
    boolean conclusive,
    int interrupted,
    int exitCode,
    List<Suite> suites,
    List<Latency> latencies,
    List<ObjectiveResult> objectives,
    List<String> problems) {

  public RunRecord {
    suites = List.copyOf(suites);
    latencies = List.copyOf(latencies);
    objectives = List.copyOf(objectives);
    problems = List.copyOf(problems);
  }

  /** A suite's part in it. */
  public record Suite(String name, boolean narrowed, RunResult result, Counts counts) {}

  /**
   * The requests to one service.
   *
   * @param suite whose checks made them; empty for those that belong to none
   */
  public record Latency(String suite, String service, LatencyHistogram histogram) {}

  public Counts counts() {
    return suites.stream().map(Suite::counts).reduce(Counts.NONE, Counts::plus);
  }

  /** Every request of the run. */
  public LatencyHistogram latency() {
    return LatencyHistogram.sum(latencies.stream().map(Latency::histogram).toList());
  }
}
