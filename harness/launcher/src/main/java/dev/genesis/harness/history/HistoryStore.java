package dev.genesis.harness.history;

import dev.genesis.harness.publish.RunStore;
import dev.genesis.harness.run.RunScope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The history. Each method is one transaction; whatever goes wrong is a {@link HistoryException} of
 * one line. May be used by several threads, and by several processes on the same database.
 */
public interface HistoryStore extends RunStore, AutoCloseable {

  /**
   * Counts a run whose process ended before it could count it. Once: a run that is known already,
   * lost or not, stays as it is.
   *
   * @return whether it was not known before
   */
  boolean recordLost(
      String runId, RunScope scope, Collection<String> suites, Instant startedAt, Instant foundAt);

  /**
   * The ids of the checks that failed in the last run of an environment; empty when no run of it is
   * known.
   */
  Optional<Set<String>> failedOfLastRun(String environment);

  /** How many tests each template had in its last complete run, by the template's check id. */
  Map<String, Integer> templateCounts(RunScope scope);

  /** The runs that a query asks for, the newest first. */
  List<RunRecord> runs(RunQuery query);

  /** One run. */
  Optional<RunRecord> run(String runId);

  /** The results of one run in the run's own order, failures with their details. */
  List<ResultRecord> results(String runId);

  /**
   * The last outcomes of every check in these runs, for a strip per check, without failures'
   * details.
   *
   * @param runIds of at most 500 runs
   */
  List<ResultRecord> resultsOf(Collection<String> runIds);

  /** How often each check was flaky since then, by check id; those that never were are left out. */
  Map<String, Integer> flakes(String environment, Instant since);

  /**
   * Removes the oldest runs until none ended before the given time and the history takes up no more
   * than the given size. What is kept over runs stays, and so does the newest run.
   *
   * @return how many runs were removed
   */
  int prune(Instant before, long bytes);

  /** The baselines that it keeps. */
  BaselineHistory baselines();

  /** What it keeps of deployments and watches. */
  WatchHistory watch();

  @Override
  void close();
}
