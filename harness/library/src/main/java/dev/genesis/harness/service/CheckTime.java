package dev.genesis.harness.service;

import java.time.Duration;

/**
 * The time that a check has, by a monotonic clock. Everything that waits on behalf of a check asks
 * it, so that no request, no awaiting and no sample outlives the check.
 */
public final class CheckTime {
  private static final CheckTime UNLIMITED = new CheckTime(Duration.ofDays(365));

  private final long deadline;

  private CheckTime(Duration limit) {
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** A time that begins now. */
  public static CheckTime of(Duration limit) {
    return new CheckTime(limit);
  }

  /** The time of whoever is no check. */
  public static CheckTime unlimited() {
    return UNLIMITED;
  }

  /** That of the check which runs on this thread, {@link #unlimited} if none does. */
  public static CheckTime current() {
    return Caller.current().map(Caller::time).orElse(UNLIMITED);
  }

  /** What is left; never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** The shorter of the two: what is asked for and what is left. */
  public Duration atMost(Duration asked) {
    Duration left = remaining();
    return left.compareTo(asked) < 0 ? left : asked;
  }
}
