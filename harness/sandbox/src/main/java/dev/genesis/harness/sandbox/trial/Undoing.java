package dev.genesis.harness.sandbox.trial;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is to be undone, the last first; one that fails keeps none of the others from it. */
final class Undoing {
  private final Deque<AutoCloseable> steps = new ArrayDeque<>();

  void add(AutoCloseable step) {
    steps.push(step);
  }

  void undo() throws Exception {
    @Nullable Exception first = null;
    for (AutoCloseable step : steps) {
      try {
        step.close();
      } catch (Exception e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
