package dev.genesis.harness.history;

import dev.genesis.harness.run.CheckMetadata;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is known of checks is stored once and has a number; a result holds that. A check whose owner
 * changed gets a new number, so an old run still says who owned it then.
 */
final class CheckNumbers {
  private static final int LONGEST_NAME = 2_000;

  private final Connection connection;
  private final Map<String, Long> numbers = new HashMap<>();
  private final Set<String> loaded = new HashSet<>();

  CheckNumbers(Connection connection) {
    this.connection = connection;
  }

  long of(CheckMetadata check, String displayName) throws SQLException {
    if (loaded.add(check.suite())) {
      load(check.suite());
    }
    String name =
        displayName.length() <= LONGEST_NAME ? displayName : displayName.substring(0, LONGEST_NAME);
    String fingerprint = fingerprint(check, name);
    Long known = numbers.get(fingerprint);
    if (known != null) {
      return known;
    }
    // another process may be first on a database that several share
    Rows.change(
        connection,
        "INSERT INTO checks (fingerprint, suite, check_id, display_name, severity, owner, runbook)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING",
        fingerprint,
        check.suite(),
        StorableText.key(check.id()),
        name,
        check.severity().name(),
        check.owner(),
        check.runbook());
    long number =
        Rows.number(connection, "SELECT check_no FROM checks WHERE fingerprint = ?", fingerprint);
    numbers.put(fingerprint, number);
    return number;
  }

  private void load(String suite) throws SQLException {
    Rows.all(
        connection,
        "SELECT fingerprint, check_no FROM checks WHERE suite = ?",
        row -> numbers.put(row.getString(1), row.getLong(2)),
        suite);
  }

  private static String fingerprint(CheckMetadata check, String displayName) {
    String all =
        String.join(
            "\u0000",
            check.suite(),
            check.id(),
            displayName,
            check.severity().name(),
            check.owner(),
            check.runbook());
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().withoutPadding().encodeToString(sum).substring(0, 27);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
