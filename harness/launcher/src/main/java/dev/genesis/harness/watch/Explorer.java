package dev.genesis.harness.watch;

import java.time.Duration;
import java.time.Instant;

/** Finds out at a checkpoint how the system is. */
@FunctionalInterface
public interface Explorer {
  /**
   * What there is to see now. Never throws for what the system does: what cannot be found out is
   * missing in the evidence and said in its problems.
   *
   * @param window over how much time, in the time that programs measure in
   * @param since alerts that began before this moment, in real time, do not count
   */
  Evidence explore(Checkpoint checkpoint, Duration window, Instant since)
      throws InterruptedException;
}
