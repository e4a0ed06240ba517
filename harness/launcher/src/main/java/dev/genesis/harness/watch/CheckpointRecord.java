package dev.genesis.harness.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one checkpoint.
 *
 * @param evidence what it found; null unless it is done
 * @param note why it was missed; empty otherwise
 */
public record CheckpointRecord(
    Checkpoint checkpoint,
    CheckpointState state,
    Instant due,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Evidence evidence,
    String note) {}
