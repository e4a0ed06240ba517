package dev.genesis.harness.supervise;

import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.run.JournalEvent.Begun;
import dev.genesis.harness.run.JournalEvent.Hung;
import dev.genesis.harness.run.JournalReader;
import dev.genesis.harness.run.ProcessEnd;
import dev.genesis.harness.run.RunMerge;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one child from its start to its end: hands on what its journal says, and stands behind
 * the child's own deadlines with later ones of its own.
 */
final class ChildWatch {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(40);

  /** How much later than the child's own watchdog the parent acts. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** What a child gets to end in good order after it was asked to, or after its last line. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private static final Duration DUMP = Duration.ofMillis(500);

  private final ChildJvm child;
  private final JournalReader journal;
  private final RunMerge.Journal process;
  private final RunObserver observer;
  private final Interruption interruption;
  private final InFlight inFlight;
  private final long runEnds;
  private boolean begun;
  private boolean news;
  private @Nullable Long asked;
  private @Nullable Long completed;
  private String killedFor = "";

  ChildWatch(
      ChildJvm child,
      JournalReader journal,
      RunMerge.Journal process,
      RunObserver observer,
      Interruption interruption,
      Duration checkTimeout,
      Duration runLeft) {
    this.child = child;
    this.journal = journal;
    this.process = process;
    this.observer = observer;
    this.interruption = interruption;
    long now = System.nanoTime();
    this.inFlight = new InFlight(checkTimeout, now);
    this.runEnds = now + runLeft.plus(GRACE).toNanos();
  }

  /** Whether the child got as far as its journal's first line. */
  boolean begun() {
    return begun;
  }

  /** Whether anything was heard of it but that it began. */
  boolean progressed() {
    return news;
  }

  /** Until it has ended, by itself or not. */
  void untilEnd() throws IOException, InterruptedException {
    try {
      while (!child.await(LOOK_AGAIN)) {
        journal.poll(this::saw);
        long now = System.nanoTime();
        if (killedFor.isEmpty() && mustDie(now)) {
          child.close();
        }
      }
    } finally {
      child.close();
      journal.poll(this::saw);
    }
    process.ended(new ProcessEnd(child.exitCode(), killedFor));
  }

  private void saw(JournalEvent event) {
    inFlight.saw(event, System.nanoTime());
    if (event instanceof Begun) {
      begun = true;
    } else {
      news = true;
    }
    process.accept(event);
    observer.saw(event);
    if (process.completed() && completed == null) {
      completed = System.nanoTime();
    }
  }

  private boolean mustDie(long now) throws InterruptedException {
    if (completed != null) {
      // everything is known; only the process does not end
      return now - completed > FAREWELL.toNanos();
    }
    if (interruption.came()) {
      return askedInVain(now, "it was interrupted and did not stop in time");
    }
    if (now > runEnds) {
      return askedInVain(now, "the run's time was over and it did not stop in time");
    }
    Optional<InFlight.Running> overdue = inFlight.overdue(GRACE, now);
    if (overdue.isPresent()) {
      hung(overdue.get(), now);
      return true;
    }
    Duration longest = inFlight.longestLimit().multipliedBy(2).plus(GRACE);
    if (inFlight.silence(now).compareTo(longest) > 0) {
      child.askForThreads();
      TimeUnit.NANOSECONDS.sleep(DUMP.toNanos());
      killedFor = "nothing was heard of it for " + longest.toSeconds() + " s";
      return true;
    }
    return false;
  }

  private boolean askedInVain(long now, String why) {
    if (asked == null) {
      asked = now;
      child.askToStop();
      return false;
    }
    if (now - asked < FAREWELL.toNanos()) {
      return false;
    }
    killedFor = why;
    return true;
  }

  /** The child's own watchdog did not act: the parent says in its place what hung, and where. */
  private void hung(InFlight.Running what, long now) throws InterruptedException {
    child.askForThreads();
    TimeUnit.NANOSECONDS.sleep(DUMP.toNanos());
    String output = child.output();
    int dump = output.lastIndexOf("Full thread dump");
    saw(
        new Hung(
            what.node(),
            Duration.ofNanos(now - what.since()),
            dump < 0 ? "" : output.substring(dump)));
    killedFor = what.name() + " did not end and could not be stopped";
  }
}
