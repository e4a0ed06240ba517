package dev.genesis.harness.history;

import dev.genesis.harness.run.LatencyHistogram;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Baselines on a database that speaks JDBC. */
final class JdbcBaselineHistory implements BaselineHistory {
  private static final Pattern BLANK = Pattern.compile(" ");

  private final Database database;

  JdbcBaselineHistory(Database database) {
    this.database = database;
  }

  @Override
  public void save(BaselineRecord baseline) {
    database.write(
        connection -> {
          for (String table : List.of("baselines", "baseline_samples", "baseline_latencies")) {
            Rows.change(
                connection,
                "DELETE FROM " + table + " WHERE environment = ? AND name = ?",
                baseline.environment(),
                baseline.name());
          }
          Rows.change(
              connection,
              "INSERT INTO baselines (environment, name, captured_at, last_run_at, runs)"
                  + " VALUES (?, ?, ?, ?, ?)",
              baseline.environment(),
              baseline.name(),
              baseline.capturedAt(),
              baseline.lastRunAt(),
              baseline.runs());
          samples(connection, baseline);
          latencies(connection, baseline);
          return true;
        });
  }

  private static void samples(Connection connection, BaselineRecord baseline) throws SQLException {
    for (Map.Entry<String, List<Duration>> check : baseline.durations().entrySet()) {
      String micros =
          check.getValue().stream()
              .map(took -> String.valueOf(TimeUnit.NANOSECONDS.toMicros(took.toNanos())))
              .collect(Collectors.joining(" "));
      Rows.change(
          connection,
          "INSERT INTO baseline_samples (environment, name, check_id, micros)"
              + " VALUES (?, ?, ?, ?)",
          baseline.environment(),
          baseline.name(),
          check.getKey(),
          micros);
    }
  }

  private static void latencies(Connection connection, BaselineRecord baseline)
      throws SQLException {
    for (Map.Entry<String, LatencyHistogram> service : baseline.latencies().entrySet()) {
      Rows.change(
          connection,
          "INSERT INTO baseline_latencies (environment, name, service, histogram)"
              + " VALUES (?, ?, ?, ?)",
          baseline.environment(),
          baseline.name(),
          service.getKey(),
          service.getValue().encode());
    }
  }

  @Override
  public Optional<BaselineRecord> find(String environment, String name) {
    return database.read(
        connection -> {
          Map<String, List<Duration>> durations = new TreeMap<>();
          Rows.all(
              connection,
              "SELECT check_id, micros FROM baseline_samples WHERE environment = ? AND name = ?",
              row -> durations.put(row.getString(1), durations(row.getString(2))),
              environment,
              name);
          Map<String, LatencyHistogram> latencies = new TreeMap<>();
          Rows.all(
              connection,
              "SELECT service, histogram FROM baseline_latencies"
                  + " WHERE environment = ? AND name = ?",
              row -> latencies.put(row.getString(1), LatencyHistogram.decode(row.getString(2))),
              environment,
              name);
          return Rows.first(
              connection,
              "SELECT captured_at, last_run_at, runs FROM baselines"
                  + " WHERE environment = ? AND name = ?",
              row ->
                  new BaselineRecord(
                      environment,
                      name,
                      Rows.time(row, "captured_at"),
                      Rows.time(row, "last_run_at"),
                      row.getInt("runs"),
                      durations,
                      latencies),
              environment,
              name);
        });
  }

  private static List<Duration> durations(String micros) {
    return BLANK
        .splitAsStream(micros)
        .map(text -> Duration.ofNanos(Long.parseLong(text) * 1_000))
        .toList();
  }

  @Override
  public List<String> names(String environment) {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT name FROM baselines WHERE environment = ? ORDER BY captured_at DESC",
                row -> row.getString(1),
                environment));
  }
}
