package dev.genesis.harness.watch;

import java.time.Duration;
import java.time.Instant;

/** The time that a watch goes by. */
public interface WatchTime {
  /** Now; it never goes back. */
  Instant now();

  /** Waits until then, or for a while on the way there; the caller asks {@link #now} again. */
  void waitTowards(Instant then) throws InterruptedException;

  /** How long a stretch of the watch's time is in the time that programs measure in. */
  Duration real(Duration watched);
}
