package dev.genesis.harness.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/** Opens a SQLite file as this program needs it. */
final class SqliteFile {
  /** How long a process waits for another to finish writing. */
  static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

  private SqliteFile() {}

  static Database open(Path file, Duration busyTimeout) {
    Path whole = file.toAbsolutePath();
    try {
      Path folder = whole.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new HistoryException(
          "history " + whole + ": its folder cannot be made; give --history another file", e);
    }
    if (Files.isDirectory(whole)) {
      throw new HistoryException("history " + whole + " is a folder; name a file in it");
    }
    try {
      Connection connection = config(busyTimeout).createConnection("jdbc:sqlite:" + whole);
      return new Database(connection, Dialect.SQLITE, whole.toString());
    } catch (SQLException e) {
      throw new Trouble(whole.toString()).with("opened", e);
    }
  }

  /**
   * Readers and a writer side by side (WAL), every commit on the disk before it returns, and a
   * write transaction that has its lock from the start: it may wait, but it never fails half way.
   */
  private static SQLiteConfig config(Duration busyTimeout) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout((int) busyTimeout.toMillis());
    config.enforceForeignKeys(true);
    return config;
  }
}
