package dev.genesis.harness.supervise;

import dev.genesis.harness.run.JournalEvent;

/** Sees a run while it happens; called on one thread. */
public interface RunObserver {
  /** Sees nothing. */
  RunObserver NONE = event -> {};

  /** Something happened in a child. */
  void saw(JournalEvent event);

  /** One line that a person should read now: a restart, a wait for another run. */
  default void says(String line) {}
}
