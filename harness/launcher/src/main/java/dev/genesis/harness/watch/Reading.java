package dev.genesis.harness.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One number from Prometheus, or the lack of it.
 *
 * @param value in the metric's own unit; null where there was no data or no answer
 * @param query what was asked
 * @param window over how much time, as it was asked
 */
public record Reading(@Nullable Double value, String query, Duration window) {

  /** A number that nobody could say. */
  public static Reading missing(String query, Duration window) {
    return new Reading(null, query, window);
  }
}
