package dev.genesis.harness.health;

import java.util.Locale;

/**
 * How much of something is used, held against two limits.
 *
 * @param used from 0 to 1
 * @param warning from here on it is a warning
 * @param failure from here on it is a failure
 */
record Usage(double used, double warning, double failure) {
  /** The plan's limits for disk: 80 and 90 %. */
  static Usage ofDisk(long total, long free) {
    return new Usage(1 - (double) free / total, 0.8, 0.9);
  }

  /** The plan's limits for memory: high over 80 %, exhausted over 95 %. */
  static Usage ofMemory(long total, long available) {
    return new Usage(1 - (double) available / total, 0.8, 0.95);
  }

  HealthFinding finding(String name, String what, String cure) {
    String says = String.format(Locale.ROOT, "%.0f %% of %s used", used * 100, what);
    if (used >= failure) {
      return HealthFinding.failed(name, says + limit(failure) + "; " + cure);
    }
    return used >= warning
        ? HealthFinding.warning(name, says + limit(warning) + "; " + cure)
        : HealthFinding.ok(name, says);
  }

  private static String limit(double limit) {
    return String.format(Locale.ROOT, ", %.0f %% is the limit", limit * 100);
  }
}
