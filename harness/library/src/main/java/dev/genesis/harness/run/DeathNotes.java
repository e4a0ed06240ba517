package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;

/** Writes down which check ended the process, as far as that can be told from within. */
final class DeathNotes {
  private final RunningNodes running;
  private final JournalWriter journal;
  private volatile boolean done;

  DeathNotes(RunningNodes running, JournalWriter journal) {
    this.running = running;
    this.journal = journal;
  }

  /** The process ends as it should. */
  void done() {
    done = true;
  }

  /** A shutdown hook: somebody called {@code System.exit}, and is found waiting there. */
  void exiting() {
    if (done) {
      return;
    }
    running.close();
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      if (Stacks.exits(thread.getValue())) {
        StringBuilder stack = new StringBuilder();
        FailureClassifier.frames(thread.getValue(), stack);
        note(running.on(thread.getKey()), "System.exit", stack.toString());
        return;
      }
    }
    note(null, "System.exit", "");
  }

  /** An error that JUnit does not take for a test's; its own stack tells whose it was. */
  void outOfMemory(OutOfMemoryError error) {
    List<PlanNode> candidates = new ArrayList<>();
    for (PlanNode node : running.all()) {
      if (node.kind == Kind.TEST) {
        candidates.add(node);
      }
    }
    Throwable origin = error;
    while (origin.getCause() != null) {
      origin = origin.getCause();
    }
    List<PlanNode> inStack = new ArrayList<>();
    for (PlanNode node : candidates) {
      if (isIn(node, origin.getStackTrace())) {
        inStack.add(node);
      }
    }
    PlanNode guilty =
        inStack.size() == 1 ? inStack.get(0) : candidates.size() == 1 ? candidates.get(0) : null;
    StringBuilder stack = new StringBuilder();
    FailureClassifier.frames(origin.getStackTrace(), stack);
    note(guilty, "OutOfMemoryError: " + origin.getMessage(), stack.toString());
  }

  private static boolean isIn(PlanNode node, StackTraceElement[] stack) {
    String type = "";
    String method = "";
    for (UniqueId.Segment segment : UniqueId.parse(node.uniqueId).getSegments()) {
      if (segment.getType().endsWith("class")) {
        type = segment.getValue();
      } else if (segment.getValue().contains("(")) {
        method = segment.getValue().substring(0, segment.getValue().indexOf('('));
      }
    }
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().endsWith(type) && frame.getMethodName().equals(method)) {
        return true;
      }
    }
    return false;
  }

  private void note(@Nullable PlanNode node, String how, String stack) {
    journal.writeNow(
        new JournalEvent.Exiting(node == null ? -1 : node.number, how, Text.kept(stack, 16_384)));
  }
}
