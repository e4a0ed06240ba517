package dev.genesis.harness.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The schema and its versions: {@code V1.sql}, {@code V2.sql} and so on beside this class, each run
 * once, all that are missing in one transaction. What is newer than this program is left alone.
 */
final class Schema {
  /** The newest version that there is a file for. */
  static final int VERSION = 3;

  private static final Pattern END = Pattern.compile(";\\s*\\R");

  private Schema() {}

  static void migrate(Database database) {
    int version = database.read(Schema::version);
    if (version == 0 && database.read(database.dialect()::holdsSomethingElse)) {
      throw new HistoryException(
          "history "
              + database.trouble().shown()
              + " is a database of something else; give --history another file");
    }
    refuseNewer(database, version);
    if (version < VERSION) {
      database.write(connection -> upgrade(database, connection));
    }
  }

  private static void refuseNewer(Database database, int version) {
    if (version > VERSION) {
      throw new HistoryException(
          "history "
              + database.trouble().shown()
              + " was written by a newer version of this program (schema "
              + version
              + ", this one knows "
              + VERSION
              + "); use that version, or give --history another file");
    }
  }

  private static boolean upgrade(Database database, Connection connection) throws SQLException {
    database.dialect().onlyOneMigrates(connection);
    // another process may have been first
    int version = version(connection);
    refuseNewer(database, version);
    for (int next = version + 1; next <= VERSION; next++) {
      for (String statement : statements(next)) {
        try (Statement sql = connection.createStatement()) {
          sql.execute(database.dialect().spoken(statement));
        }
      }
    }
    Rows.change(connection, "CREATE TABLE IF NOT EXISTS genesis_schema (version BIGINT NOT NULL)");
    Rows.change(connection, "DELETE FROM genesis_schema");
    Rows.change(connection, "INSERT INTO genesis_schema (version) VALUES (?)", VERSION);
    return true;
  }

  private static int version(Connection connection) throws SQLException {
    boolean there;
    // left open it would hold its view of the database, and with it every later transaction
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, "genesis_schema", new String[] {"TABLE"})) {
      there = tables.next();
    }
    return there ? (int) Rows.number(connection, "SELECT max(version) FROM genesis_schema") : 0;
  }

  private static List<String> statements(int version) {
    String name = "V" + version + ".sql";
    try (InputStream in = Schema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this program lacks " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> statements = new ArrayList<>();
      for (String statement : END.split(text.replaceAll("(?m)^--.*$", ""), -1)) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
