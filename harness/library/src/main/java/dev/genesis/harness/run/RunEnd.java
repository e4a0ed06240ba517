package dev.genesis.harness.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the counting process knows of a run's end.
 *
 * @param took wall time by a monotonic clock
 * @param interrupted the signal that ended it, 0 for none
 * @param problems what else went wrong, one sentence each; any of them makes the run inconclusive
 */
public record RunEnd(
    Instant startedAt, Instant finishedAt, Duration took, int interrupted, List<String> problems) {
  public RunEnd {
    problems = List.copyOf(problems);
  }
}
