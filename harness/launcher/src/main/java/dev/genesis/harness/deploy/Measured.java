package dev.genesis.harness.deploy;

import org.jspecify.annotations.Nullable;

/**
 * What was measured over a stretch of time; null is what nobody could say.
 *
 * @param operations how many operations there were: what the other numbers rest on
 * @param errorRatio from 0 to 1
 * @param p95Seconds the 95th percentile of operations
 * @param up the share of the time in which the service was up
 */
public record Measured(
    @Nullable Double operations,
    @Nullable Double errorRatio,
    @Nullable Double p95Seconds,
    @Nullable Double up) {}
