package dev.genesis.harness.supervise;

import dev.genesis.harness.publish.RunStore;
import dev.genesis.harness.run.RunScope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    return opened().store();
  }

  @Override
  public Optional<Set<String>> failedOfLastRun(String environment) {
    return opened().failedOfLastRun(environment);
  }

  @Override
  public Map<String, Integer> templateCounts(RunScope scope) {
    return opened().templateCounts(scope);
  }

  @Override
  public void recordLost(String runId, RunScope scope, Set<String> suites, Instant startedAt) {
    opened().recordLost(runId, scope, suites, startedAt);
  }

  @Override
  public void close() {
    if (!memory.isCompletedExceptionally()) {
      opened().close();
    }
  }

  /** The history, or what opening it threw, as if it had been opened here. */
  private RunMemory opened() {
    try {
      return memory.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw e;
    }
  }
}
