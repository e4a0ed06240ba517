package dev.genesis.harness.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The watch itself: waits for each checkpoint, explores, writes down what was found, and gives the
 * verdict at the end. It holds nothing that is not in the history, so it can be killed at any
 * moment and begun again.
 */
public final class Watch {
  /**
   * What a watch works with.
   *
   * @param start the real time from which alerts count
   * @param correction what the clock found to be wrong with the wall clock by now
   */
  public record Setup(
      Schedule schedule,
      Objectives objectives,
      WatchTime time,
      Explorer explorer,
      Instant start,
      Supplier<Duration> correction,
      WatchListener listener) {}

  private final Setup setup;
  private final WatchLog log;
  private final Timetable timetable;

  public Watch(Setup setup, WatchLog log) {
    this.setup = setup;
    this.log = log;
    this.timetable = new Timetable(setup.schedule(), log.opened().startedAt());
  }

  /** Watches to the end, and returns the verdict, which is written down by then. */
  public Verdict run() throws InterruptedException {
    while (true) {
      Instant now = setup.time().now();
      NextStep step = timetable.next(log.states(), now);
      if (step instanceof NextStep.Wait wait) {
        setup.listener().waiting(wait);
        waitUntil(wait.until());
      } else if (step instanceof NextStep.Run run) {
        explore(run.checkpoint(), now);
      } else if (step instanceof NextStep.Miss miss) {
        log.missed(miss.checkpoint(), now, miss.why());
        ended(miss.checkpoint());
      } else {
        Verdict verdict = Verdict.of(log.record(log.rollbacks()), setup.objectives());
        log.end(now, verdict);
        return verdict;
      }
    }
  }

  private void waitUntil(Instant until) throws InterruptedException {
    Duration before = setup.correction().get();
    while (setup.time().now().isBefore(until)) {
      setup.time().waitTowards(until);
      Duration after = setup.correction().get();
      if (!after.equals(before)) {
        log.time(setup.time().now(), after);
        before = after;
      }
    }
  }

  private void explore(Checkpoint checkpoint, Instant startedAt) throws InterruptedException {
    log.began(checkpoint, startedAt);
    setup.listener().began(checkpoint);
    Duration window = setup.time().real(stretch(checkpoint));
    Evidence evidence = setup.explorer().explore(checkpoint, window, setup.start());
    log.done(checkpoint, startedAt, setup.time().now(), evidence);
    ended(checkpoint);
  }

  private void ended(Checkpoint checkpoint) {
    WatchRecord all = log.record(log.rollbacks());
    all.checkpoints().stream()
        .filter(record -> record.checkpoint().equals(checkpoint))
        .forEach(record -> setup.listener().ended(record, all));
  }

  /** The time for which a checkpoint speaks: since the one before it that was at another time. */
  private Duration stretch(Checkpoint checkpoint) {
    List<Checkpoint> all = setup.schedule().checkpoints();
    Duration before = Duration.ZERO;
    for (Checkpoint other : all) {
      if (other.offset().compareTo(checkpoint.offset()) < 0) {
        before = other.offset();
      }
    }
    return checkpoint.offset().minus(before);
  }
}
