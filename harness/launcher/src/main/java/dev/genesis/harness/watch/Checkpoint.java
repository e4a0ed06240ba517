package dev.genesis.harness.watch;

import java.time.Duration;

/**
 * One moment of a schedule at which the system is looked at.
 *
 * @param name unique in its schedule: {@code h00m15}, {@code h12}, {@code h12-full}
 * @param offset time since the deployment
 * @param deadline time since the deployment after which it counts as missed if it has not begun
 */
public record Checkpoint(String name, Duration offset, Duration deadline, Kind kind, String phase) {

  /** What a checkpoint does. */
  public enum Kind {
    /** Health, smoke and production suite, objectives, alerts, logs. */
    CHECKPOINT("health, smoke and production suite, objectives, alerts, logs"),
    /** Every suite, each failure confirmed, beside all that a checkpoint does. */
    FULL_SUITE("every suite with confirmation, health, objectives, alerts, logs");

    private final String does;

    Kind(String does) {
      this.does = does;
    }

    /** What it does, in a phrase. */
    public String does() {
      return does;
    }
  }

  /**
   * The name of a checkpoint at this time: whole hours as {@code h12}, others as {@code h00m15}.
   */
  static String name(Duration offset, Kind kind) {
    long minutes = offset.toMinutesPart();
    String time =
        minutes == 0
            ? "h%02d".formatted(offset.toHours())
            : "h%02dm%02d".formatted(offset.toHours(), minutes);
    return kind == Kind.FULL_SUITE ? time + "-full" : time;
  }
}
