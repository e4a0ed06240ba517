package dev.genesis.harness.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one check over all processes of a run. A template that did not give its tests is
 * one as well, and weighs as many checks as it owes.
 */
final class CheckState {
  final String uniqueId;

  /** The template that gave it, null if none did. */
  final @Nullable String template;

  final CheckMetadata check;
  String displayName;

  /** Null until it is decided. */
  @Nullable Outcome outcome;

  /** What to say if it stays undecided. */
  String pendingNote = "";

  /** It ran with others when the process died, and may be to blame. */
  boolean suspect;

  /** A process that died left it to another. */
  boolean forAnother;

  boolean item;
  boolean confirmable = true;
  int confirmationsAsked;
  int attempts;
  boolean flaky;
  int weight = 1;
  int requests;
  Duration took = Duration.ZERO;
  @Nullable Failure failure;
  @Nullable String note;

  CheckState(String uniqueId, @Nullable String template, CheckMetadata check, String displayName) {
    this.uniqueId = uniqueId;
    this.template = template;
    this.check = check;
    this.displayName = displayName;
  }

  /**
   * A further attempt ended so. What failed once and passed later is flaky; never plainly passed.
   */
  void decide(Outcome next, @Nullable Failure thrown, @Nullable String why, Duration time) {
    boolean failedBefore = outcome == Outcome.FAILED;
    boolean passedBefore = outcome == Outcome.PASSED;
    attempts++;
    if (failedBefore && next != Outcome.PASSED && next != Outcome.FAILED) {
      return; // a confirmation that was skipped or aborted confirms nothing
    }
    took = time;
    if (passedBefore && next == Outcome.FAILED) {
      flaky = false;
    }
    outcome = next;
    suspect = false;
    forAnother = false;
    if (next == Outcome.PASSED) {
      flaky = flaky || failedBefore;
    } else {
      failure = thrown;
      note = why;
    }
  }

  /** Undecided, and to be run by another process if there is one. */
  void leave(String noteIfNever, boolean toAnother) {
    if (outcome == null) {
      pendingNote = noteIfNever;
      forAnother = toAnother;
    }
  }
}
