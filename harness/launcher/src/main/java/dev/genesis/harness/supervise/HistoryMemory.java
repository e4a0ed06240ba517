package dev.genesis.harness.supervise;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.history.Histories;
import dev.genesis.harness.history.HistoryException;
import dev.genesis.harness.history.HistoryStore;
import dev.genesis.harness.publish.RunStore;
import dev.genesis.harness.run.RunScope;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The history as runs want it. */
record HistoryMemory(HistoryStore history) implements RunMemory {

  /** The one that the settings say, else the file in the state folder. */
  static RunMemory open(Settings settings, StateFolder state) {
    try {
      Optional<String> address = settings.find(GenesisSettings.HISTORY);
      return new HistoryMemory(
          Histories.open(address.orElse(state.root().resolve("history.db").toString()), settings));
    } catch (HistoryException e) {
      return RunMemory.broken(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public RunStore store() {
    return history;
  }

  @Override
  public Optional<Set<String>> failedOfLastRun(String environment) {
    return history.failedOfLastRun(environment);
  }

  @Override
  public Map<String, Integer> templateCounts(RunScope scope) {
    return history.templateCounts(scope);
  }

  @Override
  public void recordLost(String runId, RunScope scope, Set<String> suites, Instant startedAt) {
    history.recordLost(runId, scope, suites, startedAt, Clock.systemUTC().instant());
  }

  @Override
  public void close() {
    history.close();
  }
}
