package dev.genesis.harness.watch;

import java.util.Locale;

/** Where a checkpoint stands; it never goes back from {@link #DONE} or {@link #MISSED}. */
public enum CheckpointState {
  PENDING,
  /** It was begun; after a crash it is found like this. */
  RUNNING,
  DONE,
  /**
   * Its time passed without it: while the watch was down, the machine asleep, or another overran.
   */
  MISSED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean ended() {
    return this == DONE || this == MISSED;
  }
}
