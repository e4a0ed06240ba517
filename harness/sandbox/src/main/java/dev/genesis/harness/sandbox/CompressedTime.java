package dev.genesis.harness.sandbox;

import java.time.Duration;

/**
 * How the times of the monitoring files are shortened, so that hours fit into a test. Each kind of
 * time has its own factor:
 *
 * @param scrape divides scrape and evaluation intervals
 * @param window divides the windows of expressions; they stay at least {@code leastWindow}
 * @param hold divides {@code for}, {@code keep_firing_for} and Alertmanager's {@code group_wait},
 *     {@code group_interval} and {@code repeat_interval}
 * @param age divides what an age ({@code time() - …}) is compared with, which stays at least {@code
 *     leastWindow}
 * @param leastWindow the shortest window, which has to hold several scrapes
 */
public record CompressedTime(
    double scrape, double window, double hold, double age, Duration leastWindow) {
  /** The interval between scrapes in the monitoring files. */
  private static final Duration USUAL_SCRAPE = Duration.ofSeconds(15);

  /** As the files say. */
  public static CompressedTime none() {
    return new CompressedTime(1, 1, 1, 1, Duration.ofSeconds(1));
  }

  /**
   * For tests and the demo: 15 s between scrapes are 1 s, {@code [5m]} is 10 s, {@code for: 5m} is
   * 5 s, a run that is stale after seven hours is stale after 14 s.
   */
  public static CompressedTime fast() {
    return new CompressedTime(15, 30, 60, 1800, Duration.ofSeconds(10));
  }

  /** The same with another interval between scrapes, and windows of ten of them at least. */
  public CompressedTime scrapingEvery(Duration interval) {
    double factor = (double) USUAL_SCRAPE.toMillis() / interval.toMillis();
    return new CompressedTime(factor, window, hold, age, interval.multipliedBy(10));
  }

  /** The interval between scrapes. */
  Duration scrapeInterval() {
    return divided(USUAL_SCRAPE, scrape);
  }

  static Duration divided(Duration time, double factor) {
    return Duration.ofMillis(Math.round(time.toMillis() / factor));
  }
}
