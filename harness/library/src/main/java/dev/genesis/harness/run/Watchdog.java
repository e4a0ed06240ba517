package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.StopCause;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the deadlines of the process that runs checks. A check over its time is interrupted; one
 * that does not react hangs, and with it the process is given up: what runs beside it may finish
 * within its own time, nothing new starts, and the process ends. Whatever code of a check is at
 * counts: constructor, callbacks, parameter source, dynamic test, set-up of a class.
 */
final class Watchdog {
  private static final long TICK = Duration.ofMillis(20).toNanos();

  /** How long a check may take to end once it is interrupted. */
  private static final long GRACE = Duration.ofSeconds(2).toNanos();

  /** Looking at stacks is dear. */
  private static final long LOOK_AGAIN = Duration.ofMillis(250).toNanos();

  private final RunningNodes running;
  private final JournalWriter journal;
  private final Clock clock;
  private final long usualLimit;
  private final long runDeadline;
  private final Runnable cancel;
  private final IntConsumer end;
  private final Set<PlanNode> hung = new HashSet<>();
  private @Nullable StopCause stopped;
  private long stoppedAt;
  private volatile boolean over;

  /**
   * @param limits of a check, and of the whole run from now on
   * @param cancel makes JUnit start nothing more
   * @param end ends the process with this exit code, at once
   */
  Watchdog(
      RunningNodes running,
      JournalWriter journal,
      Clock clock,
      RunRequest.Limits limits,
      Runnable cancel,
      IntConsumer end) {
    this.running = running;
    this.journal = journal;
    this.clock = clock;
    this.usualLimit = limits.check().toNanos();
    this.runDeadline = System.nanoTime() + limits.run().toNanos();
    this.cancel = cancel;
    this.end = end;
  }

  void start() {
    Thread thread = new Thread(this::watch, "genesis-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Everything is over; nothing is watched any more. */
  void finish() {
    over = true;
  }

  /** Starts nothing more; what runs gets a moment, then is interrupted, then the process ends. */
  synchronized void stop(StopCause cause) {
    if (stopped == null && !over) {
      stopped = cause;
      stoppedAt = System.nanoTime();
      journal.writeNow(new JournalEvent.Stopping(cause, clock.instant()));
      cancel.run();
    }
  }

  private void watch() {
    while (!over) {
      LockSupport.parkNanos(TICK);
      look(System.nanoTime());
    }
  }

  private synchronized void look(long now) {
    if (over) {
      return;
    }
    if (now - runDeadline > 0) {
      stop(StopCause.RUN_TIMEOUT);
    }
    boolean othersRun = false;
    for (PlanNode node : running.all()) {
      if (!hung.contains(node)) {
        watch(node, now);
        othersRun |= node.kind == Kind.TEST && !hung.contains(node);
      }
    }
    if (!hung.isEmpty() && !othersRun) {
      end.accept(ChildMain.HUNG);
    }
    if (stopped == StopCause.ASKED || stopped == StopCause.RUN_TIMEOUT) {
      hurry(now);
    }
  }

  private void watch(PlanNode node, long now) {
    long limit = node.limit(usualLimit);
    long quiet = now - (node.kind == Kind.TEST ? node.startedAt : node.heardOf);
    if (quiet <= limit) {
      return;
    }
    Thread thread = node.kind == Kind.TEST ? node.thread : atIt(node, now);
    if (thread == null) {
      return;
    }
    if (node.interrupts == 0 || (node.interrupts == 1 && quiet > limit + GRACE / 2)) {
      running.interrupt(node, thread);
    } else if (quiet > limit + GRACE) {
      hung.add(node);
      running.close();
      journal.writeNow(
          new JournalEvent.Hung(node.number, Duration.ofNanos(quiet), Stacks.dump(thread)));
    }
  }

  /** The thread on which a container's own code takes so long, if that is what it is at. */
  private @Nullable Thread atIt(PlanNode container, long now) {
    Thread thread = container.thread;
    if (thread == null
        || container.running.get() > 0
        || running.on(thread) != container
        || now - container.lookedAt < LOOK_AGAIN) {
      return null;
    }
    container.lookedAt = now;
    if (!Stacks.junitWaits(thread.getStackTrace())) {
      return thread;
    }
    // JUnit builds a test's instance before it says that the test has started, on any thread
    return Stacks.findBuilding(container.className(), other -> running.on(other) == null);
  }

  /** After a stop: interrupts what still runs, then gives up. */
  private void hurry(long now) {
    long since = now - stoppedAt;
    if (since > GRACE) {
      running.close();
      for (PlanNode node : running.all()) {
        if (!node.cutOff && node.kind == Kind.TEST) {
          node.cutOff = true;
          Thread thread = node.thread;
          if (thread != null) {
            running.interrupt(node, thread);
          }
        }
      }
    }
    if (since > 2 * GRACE) {
      end.accept(ChildMain.COMPLETED);
    }
  }
}
