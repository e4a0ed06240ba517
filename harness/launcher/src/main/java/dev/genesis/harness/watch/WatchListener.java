package dev.genesis.harness.watch;

/** Sees a watch while it happens. */
public interface WatchListener {
  /** Sees nothing. */
  WatchListener NONE = new WatchListener() {};

  /** Nothing is due before that checkpoint. */
  default void waiting(NextStep.Wait wait) {}

  default void began(Checkpoint checkpoint) {}

  /** A checkpoint ended, done or missed; the record holds all that is known now. */
  default void ended(CheckpointRecord checkpoint, WatchRecord all) {}
}
