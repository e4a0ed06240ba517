package dev.genesis.harness.history;

import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.publish.JudgedRun;
import dev.genesis.harness.publish.KeptValues;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history on a database that speaks JDBC. */
final class JdbcHistory implements HistoryStore {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcHistory.class);

  private final Database database;
  private final Retention retention;

  JdbcHistory(Database database, Retention retention) {
    this.database = database;
    this.retention = retention;
  }

  @Override
  public void store(JudgedRun run) {
    database.write(
        connection -> {
          if (isKnown(connection, run.run().runId(), false)) {
            return false;
          }
          forgetLost(connection, run.run().runId());
          new RunWriter(connection).run(run);
          new KeptRows(connection).count(run);
          return true;
        });
    try {
      prune(run.run().finishedAt().minus(retention.keep()), retention.bytes());
    } catch (HistoryException e) {
      // the run is stored, and that is what was asked for; the next one forgets what this did not
      LOG.warn("old runs were not removed: {}", e.getMessage());
    }
  }

  @Override
  public WatchHistory watch() {
    return new JdbcWatchHistory(database);
  }

  private static boolean isKnown(Connection connection, String runId, boolean lostToo)
      throws SQLException {
    String lost = lostToo ? "" : " AND result <> 'lost'";
    return Rows.number(connection, "SELECT count(*) FROM runs WHERE run_id = ?" + lost, runId) > 0;
  }

  /** Its owner was alive after all; the counter of lost runs stays, since counters only grow. */
  private static void forgetLost(Connection connection, String runId) throws SQLException {
    Rows.change(connection, "DELETE FROM runs WHERE run_id = ?", runId);
  }

  @Override
  public boolean recordLost(
      String runId, RunScope scope, Collection<String> suites, Instant startedAt, Instant foundAt) {
    return database.write(
        connection -> {
          if (isKnown(connection, runId, true)) {
            return false;
          }
          RunWriter writer = new RunWriter(connection);
          KeptRows kept = new KeptRows(connection);
          String lost = RunResult.LOST.label();
          long began = startedAt.toEpochMilli();
          List<String> problems =
              List.of("the process that owned this run ended before it could count it");
          long runNo =
              writer.run(
                  runId, scope, began, foundAt.toEpochMilli(), 0, lost, false, 0, 0, problems);
          for (String suite : new LinkedHashSet<>(suites)) {
            writer.suite(runNo, suite, false, lost, Counts.NONE);
            kept.count(scope, suite, RunResult.LOST);
          }
          return true;
        });
  }

  @Override
  public KeptValues kept() {
    return (suite, scope) -> {
      try {
        return Optional.of(database.read(connection -> new KeptRows(connection).of(suite, scope)));
      } catch (HistoryException e) {
        // storing the run has failed before and said so; here it only means that nothing is known
        return Optional.empty();
      }
    };
  }

  @Override
  public Optional<Set<String>> failedOfLastRun(String environment) {
    return database.read(
        connection -> {
          Optional<Long> last =
              Rows.first(
                  connection,
                  "SELECT run_no FROM runs WHERE environment = ? AND result <> 'lost'"
                      + " ORDER BY finished_at DESC, run_no DESC LIMIT 1",
                  row -> row.getLong(1),
                  environment);
          if (last.isEmpty()) {
            return Optional.empty();
          }
          List<String> failed =
              Rows.all(
                  connection,
                  "SELECT DISTINCT c.check_id FROM results r"
                      + " JOIN checks c ON c.check_no = r.check_no"
                      + " WHERE r.run_no = ? AND r.outcome = ? AND r.item = 0 ORDER BY c.check_id",
                  row -> row.getString(1),
                  last.get(),
                  Outcome.FAILED.label());
          return Optional.of(new LinkedHashSet<>(failed));
        });
  }

  @Override
  public Map<String, Integer> templateCounts(RunScope scope) {
    return database.read(connection -> new KeptRows(connection).templates(scope));
  }

  @Override
  public List<RunRecord> runs(RunQuery query) {
    String environment = query.environment();
    return database.read(
        connection -> {
          RunReader reader = new RunReader(connection);
          return environment == null
              ? reader.runs(
                  "finished_at BETWEEN ? AND ?", query.limit(), query.from(), query.until())
              : reader.runs(
                  "environment = ? AND finished_at BETWEEN ? AND ?",
                  query.limit(),
                  environment,
                  query.from(),
                  query.until());
        });
  }

  @Override
  public Optional<RunRecord> run(String runId) {
    return database
        .read(connection -> new RunReader(connection).runs("run_id = ?", 1, runId))
        .stream()
        .findFirst();
  }

  @Override
  public List<ResultRecord> results(String runId) {
    return database.read(connection -> new RunReader(connection).results(runId));
  }

  @Override
  public List<ResultRecord> resultsOf(Collection<String> runIds) {
    return database.read(connection -> new RunReader(connection).resultsOf(runIds));
  }

  @Override
  public Map<String, Integer> flakes(String environment, Instant since) {
    return database.read(
        connection -> {
          Map<String, Integer> flakes = new HashMap<>();
          Rows.all(
              connection,
              "SELECT c.check_id, count(*) FROM runs u JOIN results r ON r.run_no = u.run_no"
                  + " JOIN checks c ON c.check_no = r.check_no"
                  + " WHERE r.flaky = 1 AND u.environment = ? AND u.finished_at >= ?"
                  + " GROUP BY c.check_id",
              row -> flakes.put(row.getString(1), row.getInt(2)),
              environment,
              since);
          return flakes;
        });
  }

  @Override
  public BaselineHistory baselines() {
    return new JdbcBaselineHistory(database);
  }

  @Override
  public int prune(Instant before, long bytes) {
    return database.write(connection -> Retention.forget(connection, before, bytes));
  }

  @Override
  public void close() {
    database.close();
  }
}
