package dev.genesis.harness.supervise;

import dev.genesis.harness.publish.RunStore;
import dev.genesis.harness.run.RunScope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A history that is opened beside everything else: loading a database takes longer than starting a
 * process, and nobody has to wait for the one before the other.
 */
final class RunMemoryInAMoment implements RunMemory {
  private final CompletableFuture<RunMemory> memory;

  RunMemoryInAMoment(Supplier<RunMemory> opening) {
    memory = CompletableFuture.supplyAsync(opening);
  }

  @Override
  public RunStore store() {
    return memory.join().store();
  }

  @Override
  public Optional<Set<String>> failedOfLastRun(String environment) {
    return memory.join().failedOfLastRun(environment);
  }

  @Override
  public Map<String, Integer> templateCounts(RunScope scope) {
    return memory.join().templateCounts(scope);
  }

  @Override
  public void recordLost(String runId, RunScope scope, Set<String> suites, Instant startedAt) {
    memory.join().recordLost(runId, scope, suites, startedAt);
  }

  @Override
  public void close() {
    memory.join().close();
  }
}
