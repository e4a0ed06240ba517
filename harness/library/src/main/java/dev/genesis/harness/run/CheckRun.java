package dev.genesis.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;

/**
 * One run, whole and unchangeable: the only thing that passes from running to everything after it,
 * so that console, files, history, Pushgateway and report cannot disagree.
 *
 * @param took wall time by a monotonic clock
 * @param suites by name, in alphabetical order
 * @param checks in the order in which they are shown: failed first is the reader's business, here
 *     it is by id
 * @param latencies every request of the run, by service
 * @param problems what made it inconclusive, one sentence each, and what is worth knowing before
 *     believing it
 * @param conclusive false when nothing passed or failed, or something promised did not run
 * @param interrupted the signal that ended it, 0 for none (2 SIGINT, 15 SIGTERM)
 */
public record CheckRun(
    String runId,
    RunScope scope,
    Instant startedAt,
    Instant finishedAt,
    Duration took,
    List<SuiteRun> suites,
    List<CheckResult> checks,
    List<LeftOut> leftOut,
    NavigableMap<String, LatencyHistogram> latencies,
    List<String> problems,
    boolean conclusive,
    int interrupted) {

  public CheckRun {
    suites = List.copyOf(suites);
    checks = List.copyOf(checks);
    leftOut = List.copyOf(leftOut);
    problems = List.copyOf(problems);
  }

  /** The run's own totals: those of its suites added up. */
  public Counts counts() {
    return suites.stream().map(SuiteRun::counts).reduce(Counts.NONE, Counts::plus);
  }

  /** Every request of every service in one histogram. */
  public LatencyHistogram latency() {
    return LatencyHistogram.sum(latencies.values());
  }

  /** The results of one suite, in this run's order. */
  public List<CheckResult> checksOf(String suite) {
    return checks.stream().filter(c -> c.check().suite().equals(suite)).toList();
  }
}
