package dev.genesis.harness.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/** Opens a history on PostgreSQL, for several runners. */
final class PostgresqlAddress {
  private static final Pattern SECRET =
      Pattern.compile("(?i)[?&](password|sslpassword)=|://[^/@]*:[^/@]*@");

  private PostgresqlAddress() {}

  static Database open(String address) {
    if (SECRET.matcher(address).find()) {
      throw new HistoryException(
          "the address of the history holds a password; leave it out and give it in PGPASSWORD, or"
              + " name a file with PGPASSFILE");
    }
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "genesis-harness");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "60");
    String password = System.getenv("PGPASSWORD");
    if (password != null && !password.isEmpty()) {
      properties.setProperty("password", password);
    }
    try {
      Connection connection = DriverManager.getConnection(address, properties);
      return new Database(connection, Dialect.POSTGRESQL, address);
    } catch (SQLException e) {
      throw new Trouble(address).with("opened", e);
    }
  }
}
