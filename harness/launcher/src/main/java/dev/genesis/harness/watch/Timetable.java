package dev.genesis.harness.watch;

import java.time.Instant;
import java.util.Map;

/**
 * Decides from a schedule, from what has ended and from the time what comes next. It remembers
 * nothing, so that a watch that was stopped, killed or rebooted goes on where it was.
 */
public final class Timetable {
  private final Schedule schedule;
  private final Instant start;

  public Timetable(Schedule schedule, Instant start) {
    this.schedule = schedule;
    this.start = start;
  }

  /** When a checkpoint is due. */
  public Instant due(Checkpoint checkpoint) {
    return start.plus(checkpoint.offset());
  }

  /**
   * The next step.
   *
   * @param states by checkpoint name; what is not in it is pending
   */
  public NextStep next(Map<String, CheckpointState> states, Instant now) {
    for (Checkpoint checkpoint : schedule.checkpoints()) {
      CheckpointState state = states.getOrDefault(checkpoint.name(), CheckpointState.PENDING);
      if (state.ended()) {
        continue;
      }
      if (now.isBefore(due(checkpoint))) {
        return new NextStep.Wait(due(checkpoint), checkpoint);
      }
      if (now.isBefore(start.plus(checkpoint.deadline()))) {
        return new NextStep.Run(checkpoint);
      }
      return new NextStep.Miss(
          checkpoint,
          state == CheckpointState.RUNNING
              ? "it was begun and did not end before the next one was due"
              : "nobody watched when it was due");
    }
    return new NextStep.Finish();
  }
}
