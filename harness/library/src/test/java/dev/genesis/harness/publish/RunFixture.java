package dev.genesis.harness.publish;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.LeftOut;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import dev.genesis.harness.run.SuiteRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs for tests, written in a line: the counts follow from the checks. */
public final class RunFixture {
  private String runId = "run-1";
  private RunScope scope = new RunScope("staging", null, null, null, null);
  private Instant finishedAt = Instant.parse("2026-11-23T18:00:02.710Z");
  private final List<CheckResult> checks = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final TreeMap<String, LatencyHistogram> latencies = new TreeMap<>();
  private final Map<String, Boolean> narrowed = new HashMap<>();
  private boolean conclusive = true;
  private int interrupted;

  public static RunFixture run() {
    return new RunFixture();
  }

  public RunFixture id(String id) {
    this.runId = id;
    return this;
  }

  public RunFixture at(Instant end) {
    this.finishedAt = end;
    return this;
  }

  public RunFixture scope(RunScope newScope) {
    this.scope = newScope;
    return this;
  }

  public RunFixture passed(String... ids) {
    for (String id : ids) {
      add(result(id, id, Severity.P2, Outcome.PASSED, false, false, null, null));
    }
    return this;
  }

  /** As many passed checks of one suite, {@code suite/Many.check0} and so on. */
  public RunFixture passing(String suite, int number) {
    for (int i = 0; i < number; i++) {
      passed(suite + "/Many.check" + i);
    }
    return this;
  }

  public RunFixture failed(String id, Severity severity, FailureReason reason, String message) {
    Failure failure = new Failure(reason, "java.lang.AssertionError", message, "at some.Where");
    return add(result(id, id, severity, Outcome.FAILED, false, false, failure, null));
  }

  public RunFixture failed(String id) {
    return failed(id, Severity.P2, FailureReason.ASSERTION, "expected 1 but was 2");
  }

  public RunFixture named(String id, String displayName, String message) {
    Failure failure = new Failure(FailureReason.STATUS, "T", message, message);
    return add(result(id, displayName, Severity.P1, Outcome.FAILED, false, false, failure, null));
  }

  public RunFixture item(String id) {
    Failure failure = new Failure(FailureReason.SETUP, "T", "closing failed", "");
    return add(result(id, id, Severity.P0, Outcome.FAILED, true, false, failure, null));
  }

  public RunFixture flaky(String id) {
    Failure failure = new Failure(FailureReason.TIMEOUT, "T", "took too long at first", "detail");
    return add(result(id, id, Severity.P2, Outcome.PASSED, false, true, failure, null));
  }

  public RunFixture ended(String id, Outcome outcome, String note) {
    return add(result(id, id, Severity.P2, outcome, false, false, null, note));
  }

  public RunFixture quarantined(String id, String reason) {
    leftOut.add(new LeftOut(check(id, Severity.P2), true, reason));
    return this;
  }

  public RunFixture problem(String problem) {
    problems.add(problem);
    return this;
  }

  public RunFixture inconclusive() {
    this.conclusive = false;
    return this;
  }

  public RunFixture interrupted(int signal) {
    this.interrupted = signal;
    return this;
  }

  public RunFixture narrowed(String suite) {
    narrowed.put(suite, true);
    return this;
  }

  public RunFixture requests(String service, int... millis) {
    LatencyHistogram histogram = latencies.computeIfAbsent(service, s -> LatencyHistogram.empty());
    for (int milli : millis) {
      histogram.record(Duration.ofMillis(milli));
    }
    return this;
  }

  public CheckRun build() {
    List<SuiteRun> suites = new ArrayList<>();
    TreeMap<String, Counts> counts = new TreeMap<>();
    for (CheckResult check : checks) {
      counts.merge(check.check().suite(), count(check), Counts::plus);
    }
    for (LeftOut left : leftOut) {
      counts.merge(left.check().suite(), new Counts(0, 0, 0, 0, 0, 0, 1, 0), Counts::plus);
    }
    counts.forEach(
        (suite, count) ->
            suites.add(new SuiteRun(suite, count, narrowed.getOrDefault(suite, false))));
    return new CheckRun(
        runId,
        scope,
        finishedAt.minusMillis(2_710),
        finishedAt,
        Duration.ofMillis(2_710),
        suites,
        checks,
        leftOut,
        latencies,
        problems,
        conclusive,
        interrupted);
  }

  public JudgedRun judged() {
    return JudgedRun.judge(build(), settings());
  }

  public static Settings settings(String... keysAndValues) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      texts.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.of(texts, new Origin(Origin.Layer.OPTION, "a test"));
  }

  private RunFixture add(CheckResult result) {
    checks.add(result);
    return this;
  }

  private static CheckResult result(
      String id,
      String displayName,
      Severity severity,
      Outcome outcome,
      boolean item,
      boolean flaky,
      @org.jspecify.annotations.Nullable Failure failure,
      @org.jspecify.annotations.Nullable String note) {
    boolean tried = outcome == Outcome.PASSED || outcome == Outcome.FAILED;
    return new CheckResult(
        check(id, severity),
        displayName,
        outcome,
        item,
        Duration.ofMillis(120),
        tried ? (flaky ? 2 : 1) : 0,
        flaky,
        failure,
        note,
        3);
  }

  private static CheckMetadata check(String id, Severity severity) {
    int slash = id.indexOf('/');
    String suite = slash < 0 ? "production" : id.substring(0, slash);
    return new CheckMetadata(
        id,
        suite,
        severity,
        "genesis-sre",
        "genesisservicedown",
        "",
        null,
        -1,
        List.of(),
        false,
        null);
  }

  private static Counts count(CheckResult check) {
    return new Counts(
        check.outcome() == Outcome.PASSED ? 1 : 0,
        check.outcome() == Outcome.FAILED ? 1 : 0,
        check.outcome() == Outcome.ABORTED ? 1 : 0,
        check.outcome() == Outcome.SKIPPED ? 1 : 0,
        check.outcome() == Outcome.NOT_RUN ? 1 : 0,
        check.flaky() ? 1 : 0,
        0,
        0);
  }
}
