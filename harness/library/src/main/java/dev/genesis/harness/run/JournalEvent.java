package dev.genesis.harness.run;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a journal. A process that runs checks writes them, each flushed as it happens, so
 * that whatever becomes of the process, what it had done is known. {@code node} numbers a node of
 * the test plan within its journal.
 */
public sealed interface JournalEvent {

  /** The first line: which run this is and which process writes it. */
  record Begun(String runId, String environment, long pid, Instant at) implements JournalEvent {}

  /** What a node of the test plan is. */
  enum Kind {
    /** An engine, a class, or another container that declares no test itself. */
    CONTAINER,
    /** A container made from one method that declares tests: parameterized, repeated, a factory. */
    TEMPLATE,
    /** A leaf. */
    TEST
  }

  /**
   * A node of the plan: before execution ({@code dynamic} false) or registered during it.
   *
   * @param parent the node above, negative for a root
   * @param declared how many tests it says it holds, where it says so (a repeated test); else 1
   * @param suite the suite that its own failure counts in
   * @param check what is known of the check; null for plain containers. The tests of a template
   *     carry their template's.
   */
  record Planned(
      int node,
      int parent,
      Kind kind,
      boolean dynamic,
      String uniqueId,
      String displayName,
      int declared,
      String suite,
      @Nullable CheckMetadata check)
      implements JournalEvent {}

  /** A check that was found and left out on purpose: deselected or in quarantine. */
  record Omitted(LeftOut leftOut) implements JournalEvent {}

  /** A promised check that discovery did not find. */
  record Missing(CheckMetadata check, String why) implements JournalEvent {}

  /** Discovery is over: every static node was planned. */
  record Discovered(int checks, Instant at) implements JournalEvent {}

  record Started(int node, Instant at) implements JournalEvent {}

  record Skipped(int node, String reason) implements JournalEvent {}

  /** How the platform says that a node ended. */
  enum Status {
    SUCCESSFUL,
    ABORTED,
    FAILED
  }

  /**
   * The end of a node that was started.
   *
   * @param failure set when failed or aborted (then only its message counts)
   */
  record Finished(int node, Status status, Duration took, @Nullable Failure failure)
      implements JournalEvent {}

  /**
   * One request that a check made.
   *
   * @param node the check that made it, negative when it can't be told
   * @param status the answer's HTTP status, 0 when there was none
   */
  record Requested(int node, String service, Duration took, int status) implements JournalEvent {}

  /** A node overran every deadline and would not stop: the process ends after this. */
  record Hung(int node, Duration after, String threadDump) implements JournalEvent {}

  /** Why a process stops before it has run everything. */
  enum StopCause {
    /** Its parent said so. */
    ASKED,
    /** The run's time is over. */
    RUN_TIMEOUT,
    /** A check failed, and the first failure was to end the run. */
    FAIL_FAST
  }

  /** From here on nothing new begins; what the platform calls skipped now was not run. */
  record Stopping(StopCause cause, Instant at) implements JournalEvent {}

  /** What a node printed or published while it ran, bounded. */
  record Printed(int node, String stream, String text) implements JournalEvent {}

  /** A check ended the process, as far as the process itself could tell. */
  record Exiting(int node, String how, String stack) implements JournalEvent {}

  /** What kind of thing went wrong outside every node. */
  enum Trouble {
    /** Discovery said something is wrong: a method that will not run, a class that cannot load. */
    DISCOVERY,
    /** A promised or listed class could not be loaded. */
    UNLOADABLE,
    /** An exception that nobody caught on a thread of nobody's. */
    UNCAUGHT,
    /** A session, a store or a listener failed to close. */
    CLOSE,
    /** The engine or the launcher itself failed. */
    ENGINE,
    /** The harness's own books do not balance. */
    LEDGER,
    /** What was asked for matches nothing; nothing is run. */
    SELECTION,
    /** A warning that does not touch the count. */
    NOTE
  }

  /**
   * A failure that belongs to no check, or a warning that makes the run inconclusive.
   *
   * @param suite the suite it counts in, empty if that can't be told
   * @param name in whose name it is listed: a class, an engine, {@code session}
   */
  record Troubled(
      Trouble trouble, String suite, String name, @Nullable Failure failure, String message)
      implements JournalEvent {}

  /** The completion record: always the last line; without it the process did not get that far. */
  record Completed(Instant at) implements JournalEvent {}
}
