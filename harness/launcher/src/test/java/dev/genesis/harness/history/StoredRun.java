package dev.genesis.harness.history;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.publish.JudgedRun;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import dev.genesis.harness.run.SuiteRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A run to be stored, written in a line: the counts follow from the checks. */
public final class StoredRun {
  public static final RunScope SCOPE = new RunScope("staging", null, null, null, null);

  private final String runId;
  private RunScope scope = SCOPE;
  private Instant finishedAt = Instant.parse("2026-11-23T12:00:00Z");
  private Duration checkTook = Duration.ofMillis(120);
  private boolean narrowed;
  private final List<CheckResult> checks = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final TreeMap<String, LatencyHistogram> latencies = new TreeMap<>();

  private StoredRun(String runId) {
    this.runId = runId;
  }

  public static StoredRun of(String runId) {
    return new StoredRun(runId);
  }

  public StoredRun at(Instant end) {
    this.finishedAt = end;
    return this;
  }

  public StoredRun scope(RunScope newScope) {
    this.scope = newScope;
    return this;
  }

  /** How long the checks that are added from here on took. */
  public StoredRun taking(Duration took) {
    this.checkTook = took;
    return this;
  }

  public StoredRun narrowed() {
    this.narrowed = true;
    return this;
  }

  public StoredRun passed(String... ids) {
    for (String id : ids) {
      add(id, id, Outcome.PASSED, false, null, null);
    }
    return this;
  }

  public StoredRun failed(String id, FailureReason reason, String message) {
    return add(id, id, Outcome.FAILED, false, new Failure(reason, "T", message, "detail"), null);
  }

  public StoredRun named(String id, String displayName) {
    Failure failure = new Failure(FailureReason.STATUS, "T", displayName, displayName);
    return add(id, displayName, Outcome.FAILED, false, failure, displayName);
  }

  public StoredRun flaky(String id) {
    Failure failure = new Failure(FailureReason.TIMEOUT, "T", "at first", "detail");
    return add(id, id, Outcome.PASSED, true, failure, null);
  }

  public StoredRun ended(String id, Outcome outcome, String note) {
    return add(id, id, outcome, false, null, note);
  }

  public StoredRun problem(String problem) {
    problems.add(problem);
    return this;
  }

  public StoredRun requests(String service, int... millis) {
    LatencyHistogram histogram = latencies.computeIfAbsent(service, s -> LatencyHistogram.empty());
    for (int milli : millis) {
      histogram.record(Duration.ofMillis(milli));
    }
    return this;
  }

  public JudgedRun judged() {
    TreeMap<String, Counts> counts = new TreeMap<>();
    for (CheckResult check : checks) {
      counts.merge(check.check().suite(), count(check), Counts::plus);
    }
    List<SuiteRun> suites = new ArrayList<>();
    // every request is of the first suite's checks
    counts.forEach(
        (suite, count) ->
            suites.add(
                new SuiteRun(
                    suite, count, narrowed, suites.isEmpty() ? latencies : new TreeMap<>())));
    CheckRun run =
        new CheckRun(
            runId,
            scope,
            finishedAt.minusMillis(2_710),
            finishedAt,
            Duration.ofMillis(2_710),
            suites,
            checks,
            List.of(),
            latencies,
            problems,
            true,
            0);
    return JudgedRun.judge(run, Settings.of(Map.of(), new Origin(Origin.Layer.DEFAULT, "a test")));
  }

  private StoredRun add(
      String id,
      String displayName,
      Outcome outcome,
      boolean flaky,
      @Nullable Failure failure,
      @Nullable String note) {
    String suite = id.substring(0, id.indexOf('/'));
    CheckMetadata check =
        new CheckMetadata(
            id, suite, Severity.P1, "genesis-sre", "rb", "", null, -1, List.of(), false, null);
    checks.add(
        new CheckResult(check, displayName, outcome, false, checkTook, 1, flaky, failure, note, 3));
    return this;
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
