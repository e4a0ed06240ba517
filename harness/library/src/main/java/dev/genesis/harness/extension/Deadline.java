package dev.genesis.harness.extension;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that runs a check when the check's time is over. The launcher's child has a
 * watchdog for this; an IDE and Surefire have not. Whoever debugs is not interrupted.
 */
final class Deadline {
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final boolean DEBUGGED =
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .anyMatch(argument -> argument.contains("jdwp"));

  private final Thread thread;
  private @Nullable ScheduledFuture<?> alarm;
  private boolean ended;
  private boolean passed;

  private Deadline(Thread thread) {
    this.thread = thread;
  }

  /** One that never comes. */
  static Deadline none() {
    return new Deadline(Thread.currentThread());
  }

  /** One for the current thread. */
  static Deadline of(Duration left) {
    Deadline deadline = new Deadline(Thread.currentThread());
    if (!DEBUGGED) {
      // again and again, since one interrupt is easily swallowed by what the check calls
      deadline.alarm =
          Alarms.POOL.scheduleWithFixedDelay(
              deadline::pass, left.toNanos(), AGAIN.toNanos(), TimeUnit.NANOSECONDS);
    }
    return deadline;
  }

  private synchronized void pass() {
    if (!ended) {
      passed = true;
      thread.interrupt();
    }
  }

  /** From here on the thread is not interrupted any more; an interrupt of ours is taken back. */
  synchronized void end() {
    if (!ended) {
      ended = true;
      if (alarm != null) {
        alarm.cancel(false);
      }
      if (passed) {
        Thread.interrupted();
      }
    }
  }

  synchronized boolean passed() {
    return passed;
  }

  /** The thread that interrupts is only there when it is needed. */
  private static final class Alarms {
    static final ScheduledThreadPoolExecutor POOL =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "genesis-check-deadlines");
              thread.setDaemon(true);
              return thread;
            });

    static {
      POOL.setRemoveOnCancelPolicy(true);
    }

    private Alarms() {}
  }
}
