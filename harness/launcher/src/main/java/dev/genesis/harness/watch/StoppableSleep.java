package dev.genesis.harness.watch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Waits, but not longer than until somebody asks the process to stop. */
public final class StoppableSleep implements GuardedTime.Sleeper {
  private static final Duration PIECE = Duration.ofMillis(100);

  private final IntSupplier signal;

  /**
   * A wait that ends on a signal.
   *
   * @param signal the number of the signal that came, 0 while none has
   */
  public StoppableSleep(IntSupplier signal) {
    this.signal = signal;
  }

  /**
   * Waits this long.
   *
   * @throws WatchStopped as soon as a signal came, before or while it waits
   */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    long until = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    do {
      if (signal.getAsInt() != 0) {
        throw new WatchStopped(signal.getAsInt());
      }
      TimeUnit.NANOSECONDS.sleep(Math.min(left, PIECE.toNanos()));
      left = until - System.nanoTime();
    } while (left > 0);
  }
}
