package dev.genesis.harness.history;

import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.publish.JudgedRun;
import dev.genesis.harness.publish.KeptValues;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import dev.genesis.harness.run.SuiteRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept over runs, per suite and scope, within somebody's transaction. */
final class KeptRows {
  private final Connection connection;

  KeptRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Counts a run in. One that speaks for a part of a suite only leaves the suite's values alone.
   */
  void count(JudgedRun judged) throws SQLException {
    RunScope scope = judged.run().scope();
    for (SuiteRun suite : judged.run().suites()) {
      if (suite.narrowed() && scope.pushAs() == null) {
        continue;
      }
      RunResult result = judged.resultOf(suite.name());
      count(scope, suite.name(), result);
      if (result == RunResult.MET) {
        succeeded(scope, suite.name(), judged.run().finishedAt());
      }
      for (String id : passed(judged.run().checksOf(suite.name()))) {
        checkSucceeded(scope, suite.name(), id, judged.run().finishedAt());
      }
    }
    templates(judged);
  }

  void count(RunScope scope, String suite, RunResult result) throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO kept_runs (scope, suite, result, runs) VALUES (?, ?, ?, 1)"
            + " ON CONFLICT (scope, suite, result) DO UPDATE SET runs = kept_runs.runs + 1",
        key(scope),
        suite,
        result.label());
  }

  /** The later of what is there and this: an old run may be stored late. */
  private void succeeded(RunScope scope, String suite, Instant end) throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO kept_groups (scope, suite, last_success_at) VALUES (?, ?, ?)"
            + " ON CONFLICT (scope, suite) DO UPDATE SET last_success_at = excluded.last_success_at"
            + " WHERE kept_groups.last_success_at < excluded.last_success_at",
        key(scope),
        suite,
        end);
  }

  private void checkSucceeded(RunScope scope, String suite, String id, Instant end)
      throws SQLException {
    Rows.change(
        connection,
        "INSERT INTO kept_checks (scope, suite, check_id, last_success_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (scope, suite, check_id)"
            + " DO UPDATE SET last_success_at = excluded.last_success_at"
            + " WHERE kept_checks.last_success_at < excluded.last_success_at",
        key(scope),
        suite,
        StorableText.key(id),
        end);
  }

  /** The ids of which every test passed: the tests of a template share one. */
  private static Set<String> passed(List<CheckResult> results) {
    Set<String> passed = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    for (CheckResult result : results) {
      (result.outcome() == Outcome.PASSED ? passed : others).add(result.id());
    }
    passed.removeAll(others);
    return passed;
  }

  /**
   * A template counts as complete in a run if nothing in its name is missing or broke before it
   * ran.
   */
  private void templates(JudgedRun judged) throws SQLException {
    Map<String, Integer> tests = new LinkedHashMap<>();
    Set<String> incomplete = new LinkedHashSet<>();
    for (CheckResult result : judged.run().checks()) {
      tests.merge(result.id(), 1, Integer::sum);
      if (result.item() || result.outcome() == Outcome.NOT_RUN || brokeBefore(result)) {
        incomplete.add(result.id());
      }
    }
    tests.keySet().removeAll(incomplete);
    Map<String, Integer> known = templates(judged.run().scope());
    for (Map.Entry<String, Integer> template : tests.entrySet()) {
      int before = known.getOrDefault(template.getKey(), 1);
      if (before != template.getValue()) {
        Rows.change(
            connection,
            "INSERT INTO templates (environment, shard, check_id, tests) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (environment, shard, check_id)"
                + " DO UPDATE SET tests = excluded.tests",
            judged.run().scope().environment(),
            text(judged.run().scope().shard()),
            StorableText.key(template.getKey()),
            template.getValue());
      }
    }
  }

  private static boolean brokeBefore(CheckResult result) {
    return result.failure() != null && result.failure().reason() == FailureReason.SETUP;
  }

  Map<String, Integer> templates(RunScope scope) throws SQLException {
    Map<String, Integer> templates = new HashMap<>();
    Rows.all(
        connection,
        "SELECT check_id, tests FROM templates WHERE environment = ? AND shard = ?",
        row -> templates.put(row.getString(1), row.getInt(2)),
        scope.environment(),
        text(scope.shard()));
    return templates;
  }

  KeptValues.Group of(String suite, RunScope scope) throws SQLException {
    Optional<Instant> success =
        Rows.first(
            connection,
            "SELECT last_success_at FROM kept_groups WHERE scope = ? AND suite = ?",
            row -> Rows.time(row, "last_success_at"),
            key(scope),
            suite);
    Map<String, Long> runs = new HashMap<>();
    Rows.all(
        connection,
        "SELECT result, runs FROM kept_runs WHERE scope = ? AND suite = ?",
        row -> runs.put(row.getString(1), row.getLong(2)),
        key(scope),
        suite);
    Map<String, Instant> checks = new HashMap<>();
    Rows.all(
        connection,
        "SELECT check_id, last_success_at FROM kept_checks WHERE scope = ? AND suite = ?",
        row -> checks.put(row.getString(1), Rows.time(row, "last_success_at")),
        key(scope),
        suite);
    return new KeptValues.Group(success, runs, checks);
  }

  /** What tells the groups of a suite apart; a label's value holds no slash. */
  private static String key(RunScope scope) {
    return String.join(
        "/",
        scope.environment(),
        text(scope.location()),
        text(scope.shard()),
        text(scope.runner()),
        text(scope.pushAs()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
