package dev.genesis.harness.history;

import java.sql.Connection;
import java.sql.SQLException;

/** One open database: work in transactions, whole or not at all, one at a time. */
final class Database implements AutoCloseable {
  /** Something to do in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private final Connection connection;
  private final Dialect dialect;
  private final Trouble trouble;

  /**
   * @param shown how the database is named in a message, without secrets
   */
  Database(Connection connection, Dialect dialect, String shown) throws SQLException {
    this.connection = connection;
    this.dialect = dialect;
    dialect.prepare(connection);
    this.trouble = new Trouble(shown);
  }

  Dialect dialect() {
    return dialect;
  }

  Trouble trouble() {
    return trouble;
  }

  /**
   * Does the work in one transaction, which stands when it returns.
   *
   * @throws HistoryException if it could not; then nothing of it stands
   */
  synchronized <T> T write(Work<T> work) {
    try {
      dialect.begin(connection, true);
      try {
        T result = work.in(connection);
        dialect.commit(connection);
        return result;
      } catch (SQLException | RuntimeException e) {
        undo(e);
        throw e;
      }
    } catch (SQLException e) {
      throw trouble.with("written", e);
    }
  }

  /**
   * Reads, all of it from one state of the database.
   *
   * @throws HistoryException if it could not
   */
  synchronized <T> T read(Work<T> work) {
    try {
      dialect.begin(connection, false);
      try {
        T result = work.in(connection);
        dialect.rollback(connection);
        return result;
      } catch (SQLException | RuntimeException e) {
        undo(e);
        throw e;
      }
    } catch (SQLException e) {
      throw trouble.with("read", e);
    }
  }

  /** After some errors the database has undone it all by itself; what counts is the error. */
  private void undo(Exception error) {
    try {
      dialect.rollback(connection);
    } catch (SQLException e) {
      error.addSuppressed(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw trouble.with("closed", e);
    }
  }
}
