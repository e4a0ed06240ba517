package dev.genesis.harness.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** SQL with parameters, row by row: what JDBC leaves to everybody. */
final class Rows {
  /** Reads one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Rows() {}

  /** Every row that a query finds. */
  static <T> List<T> all(Connection connection, String sql, Reader<T> reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    }
  }

  /** The first row that a query finds. */
  static <T> Optional<T> first(
      Connection connection, String sql, Reader<T> reader, Object... parameters)
      throws SQLException {
    List<T> rows = all(connection, sql, reader, parameters);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
  }

  /** The number that a query finds, 0 if it finds none. */
  static long number(Connection connection, String sql, Object... parameters) throws SQLException {
    return first(connection, sql, row -> row.getLong(1), parameters).orElse(0L);
  }

  /** Runs a statement and says how many rows it touched. */
  static int change(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, parameters);
      return statement.executeUpdate();
    }
  }

  /** Sets parameters by position: text, whole numbers, truth (1, 0), times (milliseconds), null. */
  static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      int at = i + 1;
      if (value == null) {
        statement.setNull(at, Types.NULL);
      } else if (value instanceof Boolean truth) {
        statement.setInt(at, truth ? 1 : 0);
      } else if (value instanceof Instant time) {
        statement.setLong(at, time.toEpochMilli());
      } else if (value instanceof String text) {
        statement.setString(at, StorableText.of(text));
      } else if (value instanceof Double number) {
        statement.setDouble(at, number);
      } else if (value instanceof Number number) {
        statement.setLong(at, number.longValue());
      } else {
        throw new IllegalArgumentException("no parameter of a statement: " + value.getClass());
      }
    }
  }

  static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }
}
