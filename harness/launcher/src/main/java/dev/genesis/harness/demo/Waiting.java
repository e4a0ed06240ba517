package dev.genesis.harness.demo;

import dev.genesis.harness.supervise.Interruption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, for a bounded time, unless somebody interrupts. */
final class Waiting {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final Interruption interruption;

  Waiting(Interruption interruption) {
    this.interruption = interruption;
  }

  boolean interrupted() {
    return interruption.came();
  }

  /** The exit code of an interrupted demonstration. */
  int exitCode() {
    return 128 + interruption.signal();
  }

  /** Whether it became true in time. */
  boolean until(Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end || interruption.came()) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
