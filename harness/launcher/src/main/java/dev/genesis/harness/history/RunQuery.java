package dev.genesis.harness.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for.
 *
 * @param environment null for every one
 * @param from the earliest end, inclusive
 * @param until the latest end, inclusive
 * @param limit how many at most, the newest of them
 */
public record RunQuery(@Nullable String environment, Instant from, Instant until, int limit) {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  /** The last runs of an environment. */
  public static RunQuery last(@Nullable String environment, int limit) {
    return new RunQuery(environment, FIRST, LAST, limit);
  }

  /** All runs of an environment within a time. */
  public static RunQuery between(@Nullable String environment, Instant from, Instant until) {
    return new RunQuery(environment, from, until, Integer.MAX_VALUE);
  }
}
