package dev.genesis.harness.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The watches in a database that speaks JDBC. */
final class JdbcWatchHistory implements WatchHistory {
  private final Database database;

  JdbcWatchHistory(Database database) {
    this.database = database;
  }

  @Override
  public long begin(
      String environment,
      String deployment,
      String schedule,
      Instant startedAt,
      boolean rehearsal) {
    return database.write(
        connection -> {
          Rows.change(
              connection,
              "INSERT INTO watches (environment, deployment, schedule, started_at, watch_time,"
                  + " correction_millis, rehearsal) VALUES (?, ?, ?, ?, ?, 0, ?)",
              environment,
              deployment,
              schedule,
              startedAt,
              startedAt,
              rehearsal);
          return Rows.number(connection, "SELECT max(watch_no) FROM watches");
        });
  }

  @Override
  public Optional<WatchRow> watch(String environment, String deployment) {
    return database.read(
        connection ->
            Rows.first(
                connection,
                "SELECT * FROM watches WHERE environment = ? AND deployment = ?"
                    + " ORDER BY watch_no DESC LIMIT 1",
                JdbcWatchHistory::watch,
                environment,
                deployment));
  }

  @Override
  public List<WatchRow> watches(String environment) {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT * FROM watches WHERE environment = ? ORDER BY watch_no DESC",
                JdbcWatchHistory::watch,
                environment));
  }

  private static WatchRow watch(ResultSet row) throws SQLException {
    return new WatchRow(
        row.getLong("watch_no"),
        row.getString("environment"),
        row.getString("deployment"),
        row.getString("schedule"),
        Rows.time(row, "started_at"),
        Rows.time(row, "watch_time"),
        Duration.ofMillis(row.getLong("correction_millis")),
        row.getInt("rehearsal") == 1,
        timeOrNull(row, "ended_at"),
        row.getString("verdict"));
  }

  @Override
  public void time(long watch, Instant watchTime, Duration correction) {
    database.write(
        connection ->
            Rows.change(
                connection,
                "UPDATE watches SET watch_time = ?, correction_millis = ? WHERE watch_no = ?",
                watchTime,
                correction.toMillis(),
                watch));
  }

  @Override
  public boolean checkpoint(
      long watch, CheckpointRow row, List<IncidentRow> incidents, Instant watchTime) {
    return database.write(
        connection -> {
          boolean ended =
              Rows.number(
                      connection,
                      "SELECT count(*) FROM checkpoints WHERE watch_no = ? AND name = ?"
                          + " AND state IN ('done', 'missed')",
                      watch,
                      row.name())
                  > 0;
          if (ended) {
            return false;
          }
          Rows.change(
              connection,
              "DELETE FROM checkpoints WHERE watch_no = ? AND name = ?",
              watch,
              row.name());
          insert(connection, watch, row);
          replace(connection, watch, incidents);
          Rows.change(
              connection, "UPDATE watches SET watch_time = ? WHERE watch_no = ?", watchTime, watch);
          return true;
        });
  }

  private static void insert(Connection connection, long watch, CheckpointRow row)
      throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO checkpoints (watch_no, name, seq, state, due_at, started_at, finished_at,"
            + " run_id, evidence, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        watch,
        row.name(),
        row.seq(),
        row.state(),
        row.dueAt(),
        row.startedAt(),
        row.finishedAt(),
        row.runId(),
        row.evidence(),
        row.note());
  }

  private static void replace(Connection connection, long watch, List<IncidentRow> incidents)
      throws SQLException {
    Rows.change(connection, "DELETE FROM incidents WHERE watch_no = ?", watch);
    int seq = 0;
    for (IncidentRow incident : incidents) {
      Rows.change(
          connection,
          "INSERT INTO incidents (watch_no, seq, subject, priority, opened_at, opened_by,"
              + " closed_at, closed_by, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          watch,
          seq++,
          incident.subject(),
          incident.priority(),
          incident.openedAt(),
          incident.openedBy(),
          incident.closedAt(),
          incident.closedBy(),
          String.join("\n", incident.evidence()));
    }
  }

  @Override
  public List<CheckpointRow> checkpoints(long watch) {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT * FROM checkpoints WHERE watch_no = ? ORDER BY seq",
                row ->
                    new CheckpointRow(
                        row.getString("name"),
                        row.getInt("seq"),
                        row.getString("state"),
                        Rows.time(row, "due_at"),
                        timeOrNull(row, "started_at"),
                        timeOrNull(row, "finished_at"),
                        row.getString("run_id"),
                        row.getString("evidence"),
                        row.getString("note")),
                watch));
  }

  @Override
  public List<IncidentRow> incidents(long watch) {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT * FROM incidents WHERE watch_no = ? ORDER BY seq",
                row ->
                    new IncidentRow(
                        row.getString("subject"),
                        row.getString("priority"),
                        Rows.time(row, "opened_at"),
                        row.getString("opened_by"),
                        timeOrNull(row, "closed_at"),
                        row.getString("closed_by"),
                        row.getString("evidence").lines().toList()),
                watch));
  }

  @Override
  public void end(long watch, Instant at, String verdict) {
    database.write(
        connection ->
            Rows.change(
                connection,
                "UPDATE watches SET ended_at = ?, watch_time = ?, verdict = ? WHERE watch_no = ?",
                at,
                at,
                verdict,
                watch));
  }

  @Override
  public long record(DeploymentRow row) {
    return database.write(
        connection -> {
          if (row.number() > 0) {
            Rows.change(
                connection,
                "UPDATE deployments SET status = ?, ended_at = ?, note = ? WHERE deployment_no = ?",
                row.status(),
                row.endedAt(),
                row.note(),
                row.number());
            return row.number();
          }
          Rows.change(
              connection,
              "INSERT INTO deployments (environment, version, status, started_at, ended_at, note)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              row.environment(),
              row.version(),
              row.status(),
              row.startedAt(),
              row.endedAt(),
              row.note());
          return Rows.number(connection, "SELECT max(deployment_no) FROM deployments");
        });
  }

  @Override
  public List<DeploymentRow> deployments(String environment, Instant since) {
    return database.read(
        connection ->
            Rows.all(
                connection,
                "SELECT * FROM deployments WHERE environment = ? AND started_at >= ?"
                    + " ORDER BY deployment_no DESC",
                row ->
                    new DeploymentRow(
                        row.getLong("deployment_no"),
                        row.getString("environment"),
                        row.getString("version"),
                        row.getString("status"),
                        Rows.time(row, "started_at"),
                        timeOrNull(row, "ended_at"),
                        row.getString("note")),
                environment,
                since));
  }

  private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
