package dev.genesis.harness.supervise;

import dev.genesis.harness.publish.RunStore;
import dev.genesis.harness.publish.RunStoreException;
import dev.genesis.harness.run.RunScope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a run wants of the history: what came before it, and a place for itself. */
interface RunMemory extends AutoCloseable {
  /** Where the run goes before it is published. */
  RunStore store();

  /** The ids of the checks that failed in the environment's last run; empty if none is known. */
  Optional<Set<String>> failedOfLastRun(String environment);

  /** How many tests each template had in its last complete run, by check id. */
  Map<String, Integer> templateCounts(RunScope scope);

  /**
   * Counts a run that was lost, once however often it is called.
   *
   * @throws RunStoreException if it could not be
   */
  void recordLost(String runId, RunScope scope, Set<String> suites, Instant startedAt);

  @Override
  void close();

  /** A history that cannot be had: the run is made and says so, and nothing else is known. */
  static RunMemory broken(String line) {
    return new RunMemory() {
      @Override
      public RunStore store() {
        return RunStore.broken(line);
      }

      @Override
      public Optional<Set<String>> failedOfLastRun(String environment) {
        throw new RunStoreException(line);
      }

      @Override
      public Map<String, Integer> templateCounts(RunScope scope) {
        return Map.of();
      }

      @Override
      public void recordLost(String runId, RunScope scope, Set<String> suites, Instant startedAt) {
        throw new RunStoreException(line);
      }

      @Override
      public void close() {}
    };
  }
}
