package dev.genesis.harness.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that is known of a watch.
 *
 * @param checkpoints every one of the schedule, in its order, whatever its state
 * @param rollbacks of the environment since the deployment
 */
public record WatchRecord(
    String deployment,
    Instant start,
    Duration length,
    List<CheckpointRecord> checkpoints,
    int rollbacks) {
  public WatchRecord {
    checkpoints = List.copyOf(checkpoints);
  }

  public long count(CheckpointState state) {
    return checkpoints.stream().filter(c -> c.state() == state).count();
  }
}
