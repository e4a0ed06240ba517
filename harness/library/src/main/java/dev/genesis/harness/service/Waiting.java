package dev.genesis.harness.service;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits that end at once when the check is interrupted, and what the pace held back. */
public final class Waiting {
  private Waiting() {}

  /**
   * Waits for a moment of {@link System#nanoTime}; one that has passed is not waited for.
   *
   * @throws ServiceException if the thread is interrupted
   */
  public static void until(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new ServiceException("interrupted while waiting");
      }
    }
  }

  /** How long requests of this thread were held back so far, to keep the bounds on a service. */
  public static long heldBackNanos() {
    return Pace.waitedNanos();
  }

  static void pause(Duration duration) {
    until(System.nanoTime() + duration.toNanos());
  }
}
