package dev.genesis.harness.run;

import dev.genesis.harness.run.RunRequest.Selection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts a run out of the journals of its processes. Each process is one {@link Journal}: its
 * events go in as they come, then its end. In between the merge says what is still to be run and
 * what to confirm; at last it gives the {@link CheckRun}. Restarts, confirmations, Surefire forks
 * and reruns, and shards are all the same to it. Not thread-safe.
 */
public final class RunMerge {
  private final String runId;
  private final RunScope scope;
  private final List<JournalLedger> journals = new java.util.ArrayList<>();

  /**
   * @param lastCounts how many tests each template had in its last complete run, by check id
   */
  public RunMerge(
      String runId,
      RunScope scope,
      Selection selection,
      Manifest manifest,
      Map<String, Integer> lastCounts) {
    this.runId = runId;
    this.scope = scope;
  }

  /** One process's part. */
  public interface Journal extends Consumer<JournalEvent> {
    /** The process has ended, and no event will come. Without it, the process counts as dead. */
    void ended(ProcessEnd end);

    /** Whether its completion record came. */
    boolean completed();
  }

  /** A further process of this run. */
  public Journal begin() {
    JournalLedger journal = new JournalLedger();
    journals.add(journal);
    return journal;
  }

  /** What the processes that ended left to do. */
  public Remaining remaining() {
    return new Remaining(List.of(), List.of(), List.of());
  }

  /** Unique ids of the checks that failed and may be tried again, each alone. */
  public List<String> toConfirm(int confirm) {
    return List.of();
  }

  /** The run, counted. */
  public CheckRun result(RunEnd end) {
    return new CheckRun(
        runId,
        scope,
        end.startedAt(),
        end.finishedAt(),
        end.took(),
        List.of(),
        List.of(),
        List.of(),
        new java.util.TreeMap<>(),
        end.problems(),
        false,
        end.interrupted());
  }
}
