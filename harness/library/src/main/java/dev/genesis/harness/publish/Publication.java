package dev.genesis.harness.publish;

import org.jspecify.annotations.Nullable;

/**
 * What became of publishing a run in one place.
 *
 * @param to the place, such as {@code history}, {@code files} or {@code pushgateway}
 * @param message one sentence: why it failed, or what is worth knowing; null when there is nothing
 */
public record Publication(String to, boolean ok, @Nullable String message) {}
