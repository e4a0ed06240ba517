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
  Database(Connection connection, Dialect dialect, String shown) {
    this.connection = connection;
    this.dialect = dialect;
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
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
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
      try {
        return work.in(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw trouble.with("read", e);
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
