package dev.genesis.harness.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.publish.JudgedRun;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.LeftOut;
import dev.genesis.harness.run.RunScope;
import dev.genesis.harness.run.SuiteRun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes a run's rows, within somebody's transaction. */
final class RunWriter {
  private static final int BATCH = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;

  RunWriter(Connection connection) {
    this.connection = connection;
  }

  /** The row of a run, not the rows below it. */
  long run(
      String runId,
      RunScope scope,
      long startedAt,
      long finishedAt,
      long tookNanos,
      String result,
      boolean conclusive,
      int interrupted,
      int exitCode,
      List<String> problems)
      throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO runs (run_id, environment, location, shard, runner, push_as, started_at,"
            + " finished_at, took_nanos, result, conclusive, interrupted, exit_code, problems)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        runId,
        scope.environment(),
        scope.location(),
        scope.shard(),
        scope.runner(),
        scope.pushAs(),
        startedAt,
        finishedAt,
        tookNanos,
        result,
        conclusive,
        interrupted,
        exitCode,
        json(problems.stream().map(StorableText::bounded).toList()));
    return Rows.number(connection, "SELECT run_no FROM runs WHERE run_id = ?", runId);
  }

  long run(JudgedRun judged) throws SQLException {
    CheckRun run = judged.run();
    long runNo =
        run(
            run.runId(),
            run.scope(),
            run.startedAt().toEpochMilli(),
            run.finishedAt().toEpochMilli(),
            run.took().toNanos(),
            judged.result().label(),
            run.conclusive(),
            run.interrupted(),
            judged.exitCode(),
            run.problems());
    for (SuiteRun suite : run.suites()) {
      suite(
          runNo,
          suite.name(),
          suite.narrowed(),
          judged.resultOf(suite.name()).label(),
          suite.counts());
    }
    latencies(runNo, run);
    CheckNumbers numbers = new CheckNumbers(connection);
    results(runNo, run.checks(), numbers);
    leftOut(runNo, run.leftOut(), numbers);
    objectives(runNo, judged.objectives());
    Rows.change(connection, "UPDATE runs SET bytes = ? WHERE run_no = ?", RunSize.of(run), runNo);
    return runNo;
  }

  void suite(long runNo, String suite, boolean narrowed, String result, Counts counts)
      throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO run_suites (run_no, suite, narrowed, result, passed, failed, aborted, skipped,"
            + " not_run, flaky, quarantined, deselected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        runNo,
        suite,
        narrowed,
        result,
        counts.passed(),
        counts.failed(),
        counts.aborted(),
        counts.skipped(),
        counts.notRun(),
        counts.flaky(),
        counts.quarantined(),
        counts.deselected());
  }

  /** Per suite where that is known; of a run with one suite everything is that suite's. */
  private void latencies(long runNo, CheckRun run) throws SQLException {
    boolean perSuite = run.suites().stream().anyMatch(suite -> !suite.latencies().isEmpty());
    if (run.suites().size() == 1) {
      latencies(runNo, run.suites().get(0).name(), run.latencies());
    } else if (perSuite) {
      for (SuiteRun suite : run.suites()) {
        latencies(runNo, suite.name(), suite.latencies());
      }
    } else {
      latencies(runNo, "", run.latencies());
    }
  }

  private void latencies(long runNo, String suite, Map<String, LatencyHistogram> latencies)
      throws SQLException {
    for (Map.Entry<String, LatencyHistogram> latency : latencies.entrySet()) {
      Rows.change(
          connection,
          "INSERT INTO latencies (run_no, suite, service, histogram) VALUES (?, ?, ?, ?)",
          runNo,
          suite,
          latency.getKey(),
          latency.getValue().encode());
    }
  }

  private void results(long runNo, List<CheckResult> results, CheckNumbers numbers)
      throws SQLException {
    String sql =
        "INSERT INTO results (run_no, seq, check_no, outcome, item, flaky, attempts, took_micros,"
            + " requests, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (Batch batch = new Batch(connection, sql)) {
      int seq = 0;
      for (CheckResult result : results) {
        batch.add(
            runNo,
            seq++,
            numbers.of(result.check(), result.displayName()),
            result.outcome().label(),
            result.item(),
            result.flaky(),
            Math.min(Short.MAX_VALUE, result.attempts()),
            TimeUnit.NANOSECONDS.toMicros(result.took().toNanos()),
            result.requests(),
            result.note() == null ? null : StorableText.bounded(result.note()));
      }
      batch.finish();
    }
    failures(runNo, results);
  }

  private void failures(long runNo, List<CheckResult> results) throws SQLException {
    String sql =
        "INSERT INTO failures (run_no, seq, reason, type, message, detail)"
            + " VALUES (?, ?, ?, ?, ?, ?)";
    try (Batch batch = new Batch(connection, sql)) {
      int seq = 0;
      for (CheckResult result : results) {
        Failure failure = result.failure();
        if (failure != null) {
          batch.add(
              runNo,
              seq,
              failure.reason().label(),
              failure.type(),
              StorableText.bounded(failure.message()),
              StorableText.bounded(failure.detail()));
        }
        seq++;
      }
      batch.finish();
    }
  }

  private void leftOut(long runNo, List<LeftOut> leftOut, CheckNumbers numbers)
      throws SQLException {
    String sql =
        "INSERT INTO left_out (run_no, seq, check_no, quarantined, reason) VALUES (?, ?, ?, ?, ?)";
    try (Batch batch = new Batch(connection, sql)) {
      int seq = 0;
      for (LeftOut left : leftOut) {
        batch.add(runNo, seq++, numbers.of(left.check(), ""), left.quarantined(), left.reason());
      }
      batch.finish();
    }
  }

  private void objectives(long runNo, List<ObjectiveResult> objectives) throws SQLException {
    int seq = 0;
    for (ObjectiveResult objective : objectives) {
      Rows.change(
          connection,
          "INSERT INTO objectives (run_no, seq, name, suite, target, actual, met, note)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          runNo,
          seq++,
          objective.name(),
          objective.suite(),
          objective.target(),
          objective.actual(),
          objective.met(),
          objective.note());
    }
  }

  private static String json(List<String> texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts is always JSON", e);
    }
  }

  /** Many rows of one statement in few round trips. */
  private static final class Batch implements AutoCloseable {
    private final PreparedStatement statement;
    private int waiting;

    Batch(Connection connection, String sql) throws SQLException {
      this.statement = connection.prepareStatement(sql);
    }

    void add(@Nullable Object... parameters) throws SQLException {
      Rows.set(statement, parameters);
      statement.addBatch();
      if (++waiting >= BATCH) {
        finish();
      }
    }

    void finish() throws SQLException {
      if (waiting > 0) {
        statement.executeBatch();
        waiting = 0;
      }
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }
}
