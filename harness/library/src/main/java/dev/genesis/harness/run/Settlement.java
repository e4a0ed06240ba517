package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Status;
import dev.genesis.harness.run.JournalEvent.StopCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Closes the books of one process: gives every test and template of its plan an end, carries the
 * ends of containers down to what never began, and finds out whom the death of a process is to be
 * laid on.
 */
final class Settlement {
  private final JournalLedger ledger;
  private final RunStates states;
  private final Set<LedgerNode> guilty = new HashSet<>();
  private final Set<LedgerNode> suspects = new HashSet<>();
  private final boolean died;

  Settlement(JournalLedger ledger, RunStates states) {
    this.ledger = ledger;
    this.states = states;
    this.died = !ledger.completed() && ledger.stopping == null;
  }

  void settle() {
    blame();
    guilty.forEach(node -> states.guilty(node.planned.uniqueId()));
    for (LedgerNode node : ledger.inOrder) {
      if (node.isPattern()) {
        continue;
      }
      if (node.isTest()) {
        settleTest(node);
      } else if (node.isTemplate() || node.isClassTemplate()) {
        settleTemplate(node);
      } else {
        settleContainer(node);
      }
    }
    if (ledger.completed() && ledger.strays > 0) {
      states.inconclusive(
          "the books do not balance: %s events of checks that were never planned"
              .formatted(ledger.strays));
    }
  }

  /** Whom the end of the process is to be laid on. */
  private void blame() {
    for (LedgerNode node : ledger.inOrder) {
      if (node.fatal != null && !node.ended()) {
        guilty.add(node);
      }
    }
    if (!died || !guilty.isEmpty()) {
      guilty.forEach(node -> states.tell(sentence(node)));
      return;
    }
    List<LedgerNode> tips = tips();
    String how = how();
    if (tips.size() == 1) {
      LedgerNode tip = tips.get(0);
      tip.fatal =
          tip.withPrinted(
              new Failure(
                  ledger.end.killedFor().isEmpty() ? FailureReason.HARNESS : FailureReason.TIMEOUT,
                  "",
                  "the process ended while it ran: " + how,
                  ""));
      guilty.add(tip);
      states.tell(sentence(tip));
    } else if (tips.isEmpty()) {
      states.inconclusive("the process that ran the checks ended before its time: " + how);
    } else {
      suspects.addAll(tips);
      states.died(
          "the process ended while %s checks ran, and did not say which of them did it: %s"
              .formatted(tips.size(), how),
          tips.stream().map(tip -> tip.planned.uniqueId()).toList());
    }
  }

  private String how() {
    if (!ledger.end.killedFor().isEmpty()) {
      return "it was ended because " + ledger.end.killedFor();
    }
    if (!ledger.exit.isEmpty()) {
      return ledger.exit;
    }
    int code = ledger.end.exitCode();
    return code < 0 ? "its journal has no completion record" : "exit code " + code;
  }

  private static String sentence(LedgerNode node) {
    return "%s: %s"
        .formatted(nameOf(node), node.fatal == null ? "it ended early" : node.fatal.message());
  }

  private static String nameOf(LedgerNode node) {
    CheckMetadata check = node.planned.check();
    return check == null ? node.planned.displayName() : check.id();
  }

  /** What ran and had nothing running below it: tests, or else containers at their own code. */
  private List<LedgerNode> tips() {
    Set<LedgerNode> above = new HashSet<>();
    List<LedgerNode> tests = new ArrayList<>();
    List<LedgerNode> containers = new ArrayList<>();
    for (LedgerNode node : ledger.inOrder) {
      if (node.running() && node.parent != null) {
        above.add(node.parent);
      }
    }
    for (LedgerNode node : ledger.inOrder) {
      if (node.running() && !above.contains(node)) {
        (node.isTest() ? tests : containers).add(node);
      }
    }
    if (!tests.isEmpty()) {
      return tests;
    }
    // an engine alone at work is between two classes: that is nobody's
    containers.removeIf(node -> node.parent == null);
    return containers;
  }

  /** Outside a process of ours it is the extension that leaves a mutating check out. */
  private boolean leftOutAsMutating(LedgerNode node) {
    CheckMetadata check = node.planned.check();
    if (check == null
        || !check.mutating()
        || !node.skipped
        || !node.note.contains("--allow-mutations")) {
      return false;
    }
    states.leftOut(new LeftOut(check, false, node.note));
    return true;
  }

  private void settleTest(LedgerNode node) {
    if (leftOutAsMutating(node)) {
      return;
    }
    CheckState state = states.of(node);
    if (state == null) {
      return;
    }
    state.requests += node.requests;
    if (node.status != null) {
      switch (node.status) {
        case SUCCESSFUL -> state.decide(Outcome.PASSED, null, null, node.took);
        case ABORTED -> state.decide(Outcome.ABORTED, null, noteOf(node.failure), node.took);
        case FAILED -> state.decide(Outcome.FAILED, node.failure, null, node.took);
      }
    } else if (node.skipped) {
      state.decide(Outcome.SKIPPED, null, node.note, Duration.ZERO);
    } else if (node.started) {
      settleUnfinished(node, state);
    } else {
      carryDown(node, state);
    }
  }

  private void settleUnfinished(LedgerNode node, CheckState state) {
    if (guilty.contains(node)) {
      state.decide(Outcome.FAILED, node.fatal, null, Duration.ZERO);
    } else if (suspects.contains(node)) {
      state.attempts++;
      state.suspect = true;
      state.leave("the process died while it ran", true);
    } else if (ledger.stopping == StopCause.RUN_TIMEOUT) {
      state.decide(
          Outcome.FAILED,
          new Failure(FailureReason.TIMEOUT, "", "the run's time ended while it ran", ""),
          null,
          Duration.ZERO);
    } else if (ledger.stopping != null) {
      state.leave("the run was stopped while it ran", false);
    } else if (died) {
      state.leave("the process died while it ran, of another check", true);
    } else {
      states.inconclusive(
          "the books do not balance: %s was started, and no end of it was told"
              .formatted(state.check.id()));
      state.decide(
          Outcome.FAILED,
          new Failure(FailureReason.HARNESS, "", "no end of it was told", ""),
          null,
          Duration.ZERO);
    }
  }

  /** A test or template that never began ends as what is above it did. */
  private void carryDown(LedgerNode node, CheckState state) {
    for (LedgerNode above = node.parent; above != null; above = above.parent) {
      if (guilty.contains(above)) {
        state.decide(Outcome.FAILED, setup(above, above.fatal), null, Duration.ZERO);
        return;
      }
      if (above.skipped) {
        state.decide(Outcome.SKIPPED, null, above.note, Duration.ZERO);
        return;
      }
      if (above.status == Status.FAILED) {
        state.decide(Outcome.FAILED, setup(above, above.failure), null, Duration.ZERO);
        return;
      }
      if (above.status == Status.ABORTED) {
        state.decide(Outcome.ABORTED, null, noteOf(above.failure), Duration.ZERO);
        return;
      }
      if (above.status == Status.SUCCESSFUL && ledger.stopping == null) {
        states.inconclusive(
            "the books do not balance: %s was planned, and what holds it ended without it"
                .formatted(state.check.id()));
        state.leave("what holds it ended without running it", false);
        return;
      }
    }
    state.leave(
        ledger.stopping == null ? "the process ended before it came to it" : stopped(), died);
  }

  private String stopped() {
    return ledger.stopping == StopCause.RUN_TIMEOUT
        ? "the run's time ended before it came to it"
        : ledger.stopping == StopCause.FAIL_FAST
            ? "the run ended at the first failure"
            : "the run was stopped before it came to it";
  }

  private static Failure setup(LedgerNode above, @Nullable Failure failure) {
    String name = above.planned.displayName();
    if (failure == null) {
      return new Failure(FailureReason.SETUP, "", name + " failed before it could run", "");
    }
    return new Failure(
        failure.reason() == FailureReason.TIMEOUT && failure.equals(above.fatal)
            ? FailureReason.TIMEOUT
            : FailureReason.SETUP,
        failure.type(),
        name + " failed before it could run: " + failure.message(),
        failure.detail());
  }

  private static String noteOf(@Nullable Failure failure) {
    return failure == null ? "" : failure.message();
  }

  /** What kept a template from giving its tests is a matter of their set-up. */
  private static @Nullable Failure ofTemplate(LedgerNode node) {
    Failure failure = node.failure;
    return failure != null && failure.reason() == FailureReason.ASSERTION
        ? FailureClassifier.setup(failure)
        : failure;
  }

  /** Whether it ran for all its tests: some may have been run again by themselves. */
  private boolean gaveAll(LedgerNode template) {
    String id = template.planned.uniqueId();
    return ledger.only.isEmpty()
        ? template.given >= states.given(id, 0) // a rerun in the same JVM is told by nothing else
        : ledger.only.stream().anyMatch(it -> id.equals(it) || id.startsWith(it + "/"));
  }

  private void settleTemplate(LedgerNode node) {
    if (leftOutAsMutating(node)) {
      return;
    }
    String id = node.planned.uniqueId();
    int given = states.given(id, node.given);
    if (node.status == Status.SUCCESSFUL && given > 0) {
      if (gaveAll(node)) {
        states.templateCameThrough(id);
      }
      return;
    }
    CheckState state = states.of(node);
    if (state == null) {
      return;
    }
    state.weight = states.owed(node, given);
    state.requests += node.requests;
    if (node.status == null && !node.skipped && !node.started) {
      carryDown(node, state);
    } else if (node.skipped) {
      state.decide(Outcome.SKIPPED, null, node.note, Duration.ZERO);
    } else if (node.status == Status.FAILED) {
      state.decide(Outcome.FAILED, ofTemplate(node), null, node.took);
    } else if (node.status == Status.ABORTED) {
      state.decide(Outcome.ABORTED, null, noteOf(node.failure), node.took);
    } else if (node.status == Status.SUCCESSFUL) {
      state.decide(Outcome.NOT_RUN, null, "it is declared and gave no test", node.took);
    } else {
      settleUnfinished(node, state);
      if (state.outcome == null && ledger.stopping != null && given > 0) {
        state.pendingNote = "the run was stopped before it had given all its tests";
      }
    }
  }

  private void settleContainer(LedgerNode node) {
    if (guilty.contains(node) && node.fatal != null && allBelowEnded(node)) {
      states.item(node, node.fatal);
    } else if (node.status == Status.FAILED && node.failure != null) {
      if (node.parent == null && !node.heardBelow) {
        states.inconclusive(
            "the engine %s failed: %s"
                .formatted(node.planned.displayName(), node.failure.message()));
      }
      if (node.heardBelow || !node.holds) {
        states.item(node, node.failure);
      }
    } else if (node.started && node.status == null && !died && ledger.stopping == null) {
      states.inconclusive(
          "the books do not balance: %s was started, and no end of it was told"
              .formatted(node.planned.displayName()));
    }
  }

  private boolean allBelowEnded(LedgerNode container) {
    return ledger.inOrder.stream().filter(n -> n.parent == container).allMatch(LedgerNode::ended);
  }
}
