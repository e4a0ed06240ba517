package dev.genesis.harness.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * Time for a rehearsal: it passes quickly while the watch waits, and stands still while a
 * checkpoint runs or the watch is down, so that hours fit into a minute and none is lost.
 */
public final class RehearsalTime implements WatchTime {
  private final double scale;
  private final Duration shortestWindow;
  private final Duration step;
  private final GuardedTime.Sleeper sleeper;
  private Instant now;

  /**
   * A clock that stands at a time.
   *
   * @param now where it was left
   * @param scale how much faster than real time it goes
   * @param shortestWindow the least that {@link #real} gives: four scrapes
   * @param step how far it goes before whoever watches it is asked again
   */
  public RehearsalTime(
      Instant now,
      double scale,
      Duration shortestWindow,
      Duration step,
      GuardedTime.Sleeper sleeper) {
    this.now = now;
    this.scale = scale;
    this.shortestWindow = shortestWindow;
    this.step = step;
    this.sleeper = sleeper;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public void waitTowards(Instant then) throws InterruptedException {
    Duration left = Duration.between(now(), then);
    if (left.isNegative() || left.isZero()) {
      return;
    }
    Duration stretch = left.compareTo(step) < 0 ? left : step;
    sleeper.sleep(Duration.ofNanos((long) (stretch.toNanos() / scale)));
    synchronized (this) {
      now = now.plus(stretch);
    }
  }

  @Override
  public Duration real(Duration watched) {
    Duration real = Duration.ofMillis((long) (watched.toMillis() / scale));
    return real.compareTo(shortestWindow) < 0 ? shortestWindow : real;
  }
}
