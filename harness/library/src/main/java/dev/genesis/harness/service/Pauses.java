package dev.genesis.harness.service;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits that end at once when the check is interrupted. */
final class Pauses {
  private Pauses() {}

  static void pause(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new ServiceException("interrupted while waiting");
      }
    }
  }
}
