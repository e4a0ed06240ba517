package dev.genesis.harness.run;

import org.jspecify.annotations.Nullable;

/**
 * For what a run speaks, beside its suites: the labels of its groups in the Pushgateway.
 *
 * @param shard {@code I/N} as {@code I-N}, null for a whole run
 * @param pushAs the name that a narrowed run was given for a group of its own
 */
public record RunScope(
    String environment,
    @Nullable String location,
    @Nullable String shard,
    @Nullable String runner,
    @Nullable String pushAs) {}
