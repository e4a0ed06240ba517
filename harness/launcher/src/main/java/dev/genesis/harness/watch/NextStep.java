package dev.genesis.harness.watch;

import java.time.Instant;

/** What a watch does now. */
public sealed interface NextStep {
  /** Nothing is due before then. */
  record Wait(Instant until, Checkpoint forWhat) implements NextStep {}

  /** It is due: write down that it begins, then run it. */
  record Run(Checkpoint checkpoint) implements NextStep {}

  /** Its time has passed: write down that it was missed, and why. */
  record Miss(Checkpoint checkpoint, String why) implements NextStep {}

  /** Every checkpoint has ended: it is time for the verdict. */
  record Finish() implements NextStep {}
}
