package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Troubled;
import dev.genesis.harness.run.RunRequest.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts a run out of the journals of its processes. Each process is one {@link Journal}: its
 * events go in as they come, then its end. In between the merge says what is still to be run and
 * what to confirm; at last it gives the {@link CheckRun}. Restarts, confirmations, Surefire forks
 * and reruns, and shards are all the same to it: several ends of one check, of which the contract's
 * counting makes one. Not thread-safe; needs no JUnit.
 */
public final class RunMerge {
  private static final Remaining NOTHING = new Remaining(List.of(), List.of(), List.of());

  private final String runId;
  private final RunScope scope;
  private final Selection selection;
  private final Manifest manifest;
  private final RunStates states;
  private final List<JournalLedger> open = new ArrayList<>();
  private final Map<String, NavigableMap<String, LatencyHistogram>> latencies = new TreeMap<>();
  private final List<String> selectionErrors = new ArrayList<>();
  private Remaining handedOut = NOTHING;
  private boolean discovered;
  private boolean stopped;
  private int processes;

  /**
   * @param manifest what the check jars promise, for the case that no process gets to look
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
    this.selection = selection;
    this.manifest = manifest;
    this.states = new RunStates(lastCounts);
  }

  /** One process's part. */
  public interface Journal extends Consumer<JournalEvent> {
    /** The process has ended, and no event will come. Without it, the process counts as dead. */
    void ended(ProcessEnd end);

    /** Whether its completion record came. */
    boolean completed();
  }

  /** A further process of this run, which is to run everything. */
  public Journal begin() {
    return begin(List.of());
  }

  /**
   * A further process of this run.
   *
   * @param only the unique ids that it was given to run; empty for all
   */
  public Journal begin(List<String> only) {
    processes++;
    JournalLedger journal = new JournalLedger(only, this::settle, this::count);
    open.add(journal);
    return journal;
  }

  private void count(String suite, JournalEvent.Requested request) {
    latencies
        .computeIfAbsent(suite, s -> new TreeMap<>())
        .computeIfAbsent(request.service(), s -> LatencyHistogram.empty())
        .record(request.took());
  }

  private void settle(JournalLedger journal) {
    states.day(journal.at);
    discovered |= journal.discovered;
    stopped |= journal.stopping != null;
    journal.leftOut.forEach(states::leftOut);
    journal.missing.forEach(
        missing ->
            states.unplanned(
                "promise " + missing.check().id(),
                missing.check(),
                Outcome.NOT_RUN,
                null,
                missing.why()));
    journal.troubles.forEach(this::trouble);
    new Settlement(journal, states).settle();
    if (journal.stopping == JournalEvent.StopCause.RUN_TIMEOUT) {
      states.inconclusive("the run's time ended before everything was run");
    }
  }

  private void trouble(Troubled trouble) {
    Failure failure = trouble.failure();
    String sentence = RunStates.firstLine(trouble.message());
    switch (trouble.trouble()) {
      case DISCOVERY ->
          states.unplanned(
              "declared " + trouble.name() + " " + sentence,
              CheckMetadata.named(trouble.suite(), trouble.name()),
              Outcome.FAILED,
              failure == null
                  ? new Failure(FailureReason.SETUP, "", trouble.message(), "")
                  : FailureClassifier.setup(failure),
              null);
      case UNCAUGHT, CLOSE -> {
        states.item(
            sentence,
            trouble.suite(),
            trouble.name(),
            failure == null
                ? new Failure(FailureReason.HARNESS, "", trouble.message(), "")
                : failure);
        states.tell(sentence);
      }
      case UNLOADABLE, ENGINE, LEDGER -> states.inconclusive(sentence);
      case SELECTION -> selectionErrors.add(sentence);
      case NOTE -> states.tell(trouble.name() + ": " + sentence);
    }
  }

  /** What was asked for and cannot be, in one line: wrong usage, and nothing was run. */
  public Optional<String> selectionError() {
    return selectionErrors.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join("; ", new LinkedHashSet<>(selectionErrors)));
  }

  /** What the processes that ended left to do; empty once another process makes no difference. */
  public Remaining remaining() {
    if (stopped) {
      return NOTHING;
    }
    List<String> alone = states.undecidedSuspects();
    Set<String> rest = new LinkedHashSet<>();
    for (CheckState state : states.all()) {
      if (state.outcome == null && state.forAnother && !belongsTo(alone, state)) {
        rest.add(state.uniqueId);
      }
    }
    Set<String> all = new HashSet<>(rest);
    all.addAll(alone);
    Remaining remaining = new Remaining(List.copyOf(rest), alone, doneAmong(all));
    if (remaining.equals(handedOut)) {
      return NOTHING;
    }
    handedOut = remaining; // the same checks, now suspects, are worth another process
    return remaining;
  }

  private static boolean belongsTo(List<String> alone, CheckState state) {
    return alone.stream()
        .anyMatch(id -> state.uniqueId.equals(id) || state.uniqueId.startsWith(id + "/"));
  }

  /** Tests that a template among these would give again. */
  private List<String> doneAmong(Set<String> uniqueIds) {
    List<String> done = new ArrayList<>();
    for (CheckState state : states.all()) {
      if (state.outcome != null && !uniqueIds.contains(state.uniqueId)) {
        for (int at = state.uniqueId.lastIndexOf("/["); at > 0; at = above(state.uniqueId, at)) {
          if (uniqueIds.contains(state.uniqueId.substring(0, at))) {
            done.add(state.uniqueId);
            break;
          }
        }
      }
    }
    return done;
  }

  private static int above(String uniqueId, int at) {
    return uniqueId.lastIndexOf("/[", at - 1);
  }

  /**
   * Unique ids of the checks that failed and may be tried once more, each by itself.
   *
   * @param confirm how often the run confirms a failure; a check may say otherwise
   */
  public List<String> toConfirm(int confirm) {
    Set<String> ids = new LinkedHashSet<>();
    for (CheckState state : states.all()) {
      int times = state.check.confirm() >= 0 ? state.check.confirm() : confirm;
      if (state.outcome == Outcome.FAILED
          && state.confirmable
          && state.confirmationsAsked < times) {
        state.confirmationsAsked++;
        ids.add(state.uniqueId);
      }
    }
    return List.copyOf(ids);
  }

  /** The run, counted. */
  public CheckRun result(RunEnd end) {
    open.forEach(journal -> journal.ended(ProcessEnd.UNKNOWN));
    if (!discovered && processes > 0 && selectionErrors.isEmpty()) {
      states.day(end.startedAt());
      states.promises(manifest, selection, "the process ended before it had found the checks");
      states.inconclusive("the process ended before it had found the checks");
    }
    return new RunCount(runId, scope, selection, manifest, states, latencies, selectionErrors)
        .result(end);
  }
}
