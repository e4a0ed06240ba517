package dev.genesis.harness.history;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** Opens histories. */
public final class Histories {
  private Histories() {}

  /** The history that the settings name, or the default one. */
  public static HistoryStore open(Settings settings) {
    return open(
        settings.find(GenesisSettings.HISTORY).orElseGet(() -> defaultFile().toString()), settings);
  }

  /** One that remembers as long and as much as the settings say. */
  public static HistoryStore open(String address, Settings settings) {
    return open(address, SqliteFile.BUSY_TIMEOUT, Retention.of(settings));
  }

  /** {@code genesis-harness/history.db} in the user's folder for state. */
  public static Path defaultFile() {
    String state = System.getenv("XDG_STATE_HOME");
    Path folder =
        state == null || state.isBlank()
            ? Path.of(
                System.getenv().getOrDefault("HOME", System.getProperty("user.home", "/")),
                ".local",
                "state")
            : Path.of(state);
    return folder.resolve("genesis-harness").resolve("history.db");
  }

  /**
   * A SQLite file, made if it is not there, or a {@code jdbc:postgresql:} address; forgets nothing.
   *
   * @throws HistoryException if it can't be opened; what is there is as it was
   */
  public static HistoryStore open(String address) {
    return open(address, SqliteFile.BUSY_TIMEOUT, Retention.FOREVER);
  }

  static HistoryStore open(String address, Duration busyTimeout, Retention retention) {
    Database database = database(address, busyTimeout);
    try {
      Schema.migrate(database);
      return new JdbcHistory(database, retention);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Database database(String address, Duration busyTimeout) {
    if (address.startsWith("jdbc:postgresql:")) {
      return PostgresqlAddress.open(address);
    }
    if (address.startsWith("jdbc:")) {
      throw new HistoryException(
          "history " + address + ": only jdbc:postgresql: and SQLite files are understood");
    }
    try {
      return SqliteFile.open(Path.of(address), busyTimeout);
    } catch (InvalidPathException e) {
      throw new HistoryException("history " + address + " is no file name", e);
    }
  }
}
