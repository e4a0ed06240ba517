package dev.genesis.harness.history;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long and how much is remembered.
 *
 * @param keep runs that ended this long before the newest one are forgotten
 * @param bytes what all runs may take up together, about
 */
record Retention(Duration keep, long bytes) {
  static final Retention FOREVER = new Retention(Duration.ofDays(100_000), Long.MAX_VALUE);

  static Retention of(Settings settings) {
    return new Retention(
        settings.get(GenesisSettings.HISTORY_KEEP),
        settings.get(GenesisSettings.HISTORY_MAX_MB) * (1L << 20));
  }

  /** Forgets what ended before a time, and the oldest of what is too much; never the newest run. */
  static int forget(Connection connection, Instant before, long bytes) throws SQLException {
    long newest = Rows.number(connection, "SELECT max(finished_at) FROM runs");
    long limit = Math.min(newest, Math.max(before.toEpochMilli(), tooMuch(connection, bytes)));
    int forgotten = Rows.change(connection, "DELETE FROM runs WHERE finished_at < ?", limit);
    if (forgotten > 0) {
      removeOrphans(connection);
    }
    return forgotten;
  }

  /** Before which end the runs have to go that do not fit. */
  private static long tooMuch(Connection connection, long bytes) throws SQLException {
    if (Rows.number(connection, "SELECT sum(bytes) FROM runs") <= bytes) {
      return Long.MIN_VALUE;
    }
    List<long[]> runs =
        Rows.all(
            connection,
            "SELECT finished_at, bytes FROM runs ORDER BY finished_at DESC",
            row -> new long[] {row.getLong(1), row.getLong(2)});
    long sum = 0;
    for (long[] run : runs) {
      sum += run[1];
      if (sum > bytes) {
        return run[0] + 1;
      }
    }
    return Long.MIN_VALUE;
  }

  private static void removeOrphans(Connection connection) throws SQLException {
    Rows.change(
        connection,
        "DELETE FROM checks WHERE NOT EXISTS"
            + " (SELECT 1 FROM results r WHERE r.check_no = checks.check_no)"
            + " AND NOT EXISTS (SELECT 1 FROM left_out l WHERE l.check_no = checks.check_no)");
  }
}
