package dev.genesis.harness.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.Severity;
import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads runs and their results, within somebody's transaction. */
final class RunReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fits the parameters that either database allows in one statement. */
  private static final int MOST_AT_ONCE = 500;

  private static final String RESULT =
      "SELECT u.run_id, c.suite, c.check_id, c.display_name, c.severity, c.owner, c.runbook,"
          + " r.outcome, r.item, r.flaky, r.attempts, r.took_micros, r.requests, r.note";

  private final Connection connection;

  RunReader(Connection connection) {
    this.connection = connection;
  }

  List<RunRecord> runs(String condition, int limit, Object... parameters) throws SQLException {
    List<Numbered> rows =
        Rows.all(
            connection,
            "SELECT * FROM runs WHERE "
                + condition
                + " ORDER BY finished_at DESC, run_no DESC LIMIT "
                + limit,
            RunReader::row,
            parameters);
    Map<Long, List<RunRecord.Suite>> suites = new HashMap<>();
    Map<Long, List<RunRecord.Latency>> latencies = new HashMap<>();
    Map<Long, List<ObjectiveResult>> objectives = new HashMap<>();
    for (int from = 0; from < rows.size(); from += MOST_AT_ONCE) {
      String in = numbers(rows.subList(from, Math.min(rows.size(), from + MOST_AT_ONCE)));
      below(suites, "SELECT * FROM run_suites WHERE run_no IN " + in, RunReader::suite);
      below(latencies, "SELECT * FROM latencies WHERE run_no IN " + in, RunReader::latency);
      below(
          objectives,
          "SELECT * FROM objectives WHERE run_no IN " + in + " ORDER BY run_no, seq",
          RunReader::objective);
    }
    List<RunRecord> records = new ArrayList<>();
    for (Numbered row : rows) {
      records.add(
          row.whole(
              suites.getOrDefault(row.number(), List.of()),
              latencies.getOrDefault(row.number(), List.of()),
              objectives.getOrDefault(row.number(), List.of())));
    }
    return records;
  }

  private <T> void below(Map<Long, List<T>> byRun, String sql, Rows.Reader<T> reader)
      throws SQLException {
    Rows.all(
        connection,
        sql,
        row ->
            byRun
                .computeIfAbsent(row.getLong("run_no"), n -> new ArrayList<>())
                .add(reader.read(row)));
  }

  /** Our own numbers, not anybody's text. */
  private static String numbers(List<Numbered> rows) {
    StringBuilder in = new StringBuilder("(");
    rows.forEach(row -> in.append(in.length() > 1 ? ", " : "").append(row.number()));
    return in.append(")").toString();
  }

  List<ResultRecord> results(String runId) throws SQLException {
    return Rows.all(
        connection,
        RESULT
            + ", f.reason, f.type, f.message, f.detail FROM runs u"
            + " JOIN results r ON r.run_no = u.run_no JOIN checks c ON c.check_no = r.check_no"
            + " LEFT JOIN failures f ON f.run_no = r.run_no AND f.seq = r.seq"
            + " WHERE u.run_id = ? ORDER BY r.seq",
        row -> result(row, failure(row)),
        runId);
  }

  List<ResultRecord> resultsOf(Collection<String> runIds) throws SQLException {
    if (runIds.isEmpty()) {
      return List.of();
    }
    String places = String.join(", ", java.util.Collections.nCopies(runIds.size(), "?"));
    return Rows.all(
        connection,
        RESULT
            + " FROM runs u JOIN results r ON r.run_no = u.run_no"
            + " JOIN checks c ON c.check_no = r.check_no WHERE u.run_id IN ("
            + places
            + ") ORDER BY u.finished_at, r.run_no, r.seq",
        row -> result(row, null),
        runIds.toArray());
  }

  private static ResultRecord result(ResultSet row, @Nullable Failure failure) throws SQLException {
    return new ResultRecord(
        row.getString("run_id"),
        row.getString("suite"),
        row.getString("check_id"),
        row.getString("display_name"),
        Severity.valueOf(row.getString("severity")),
        row.getString("owner"),
        row.getString("runbook"),
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        row.getInt("item") == 1,
        row.getInt("flaky") == 1,
        row.getInt("attempts"),
        Duration.ofNanos(row.getLong("took_micros") * 1_000),
        row.getInt("requests"),
        row.getString("note"),
        failure);
  }

  private static @Nullable Failure failure(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return reason == null
        ? null
        : new Failure(
            FailureReason.valueOf(reason.toUpperCase(Locale.ROOT)),
            row.getString("type"),
            row.getString("message"),
            row.getString("detail"));
  }

  private static RunRecord.Suite suite(ResultSet row) throws SQLException {
    Counts counts =
        new Counts(
            row.getInt("passed"),
            row.getInt("failed"),
            row.getInt("aborted"),
            row.getInt("skipped"),
            row.getInt("not_run"),
            row.getInt("flaky"),
            row.getInt("quarantined"),
            row.getInt("deselected"));
    return new RunRecord.Suite(
        row.getString("suite"),
        row.getInt("narrowed") == 1,
        runResult(row.getString("result")),
        counts);
  }

  private static RunRecord.Latency latency(ResultSet row) throws SQLException {
    return new RunRecord.Latency(
        row.getString("suite"),
        row.getString("service"),
        LatencyHistogram.decode(row.getString("histogram")));
  }

  private static ObjectiveResult objective(ResultSet row) throws SQLException {
    return new ObjectiveResult(
        row.getString("name"),
        row.getString("suite"),
        row.getDouble("target"),
        row.getDouble("actual"),
        row.getInt("met") == 1,
        row.getString("note"));
  }

  private static RunResult runResult(String label) {
    return RunResult.valueOf(label.toUpperCase(Locale.ROOT));
  }

  private static Numbered row(ResultSet row) throws SQLException {
    RunScope scope =
        new RunScope(
            row.getString("environment"),
            row.getString("location"),
            row.getString("shard"),
            row.getString("runner"),
            row.getString("push_as"));
    RunRecord record =
        new RunRecord(
            row.getString("run_id"),
            scope,
            Rows.time(row, "started_at"),
            Rows.time(row, "finished_at"),
            Duration.ofNanos(row.getLong("took_nanos")),
            runResult(row.getString("result")),
            row.getInt("conclusive") == 1,
            row.getInt("interrupted"),
            row.getInt("exit_code"),
            List.of(),
            List.of(),
            List.of(),
            texts(row.getString("problems")));
    return new Numbered(row.getLong("run_no"), record);
  }

  private static List<String> texts(String json) {
    try {
      return List.of(JSON.readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("problems of a run are not as they were written", e);
    }
  }

  /** A row of {@code runs} with its number, before what is below it is known. */
  private record Numbered(long number, RunRecord record) {
    RunRecord whole(
        List<RunRecord.Suite> suites,
        List<RunRecord.Latency> latencies,
        List<ObjectiveResult> objectives) {
      return new RunRecord(
          record.runId(),
          record.scope(),
          record.startedAt(),
          record.finishedAt(),
          record.took(),
          record.result(),
          record.conclusive(),
          record.interrupted(),
          record.exitCode(),
          suites,
          latencies,
          objectives,
          record.problems());
    }
  }
}
