package dev.genesis.harness.watch;

import java.time.Duration;
import java.util.List;

/**
 * A stretch of a schedule with one rhythm. Its first checkpoint is one interval after {@code from},
 * its last is at {@code to}.
 *
 * @param fullAt when a full suite runs beside, after {@code from} and at most at {@code to}
 */
public record Phase(
    String name, Duration from, Duration to, Duration every, List<Duration> fullAt) {
  public Phase {
    fullAt = List.copyOf(fullAt);
  }
}
