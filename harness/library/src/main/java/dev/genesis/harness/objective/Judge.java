package dev.genesis.harness.objective;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.SuiteRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a run against its objectives, and says what follows for the exit code. */
public final class Judge {
  public static final String PASS_RATE = "test pass rate";
  public static final String CRITICAL_CHECKS = "critical checks";
  public static final String CONCLUSIVE = "conclusive";

  private Judge() {}

  /** Every objective of the run as a whole (first) and of each of its suites. */
  public static List<ObjectiveResult> objectives(CheckRun run, Settings settings) {
    double target = settings.get(GenesisSettings.OBJECTIVE_PASS_RATE);
    List<ObjectiveResult> results = new ArrayList<>();
    add(results, run, null, target);
    for (SuiteRun suite : run.suites()) {
      add(results, run, suite.name(), target);
    }
    return results;
  }

  private static void add(
      List<ObjectiveResult> results, CheckRun run, @Nullable String suite, double target) {
    Counts counts = counts(run, suite);
    // said once, where the number is that people look at: the suite's
    String note = suite == null ? null : bears(counts, target);
    double rate = counts.passRate();
    results.add(new ObjectiveResult(PASS_RATE, suite, target, rate, rate >= target, note));
    long critical =
        run.checks().stream()
            .filter(check -> suite == null || check.check().suite().equals(suite))
            .filter(Judge::isCriticalFailure)
            .count();
    results.add(new ObjectiveResult(CRITICAL_CHECKS, suite, 0, critical, critical == 0, null));
    boolean conclusive = conclusive(run, suite);
    results.add(new ObjectiveResult(CONCLUSIVE, suite, 1, conclusive ? 1 : 0, conclusive, null));
  }

  /**
   * Whether a run, or one suite of it, is conclusive: something passed or failed, and nothing that
   * was promised did not run. What makes the run inconclusive and is explained by another suite is
   * not held against this one.
   */
  public static boolean conclusive(CheckRun run, @Nullable String suite) {
    if (suite == null) {
      return run.conclusive() && decided(run.counts());
    }
    return decided(counts(run, suite))
        && (run.conclusive() || run.suites().stream().anyMatch(s -> !decided(s.counts())));
  }

  private static boolean decided(Counts counts) {
    return counts.passed() + counts.failed() > 0 && counts.notRun() == 0;
  }

  /** What a run ({@code suite} null) or one suite of it comes down to. */
  public static RunResult result(
      CheckRun run, @Nullable String suite, List<ObjectiveResult> objectives) {
    Counts counts = counts(run, suite);
    if (counts.passed() + counts.failed() == 0) {
      return RunResult.INCONCLUSIVE;
    }
    if (whatRanMissed(run, suite, objectives)) {
      return RunResult.MISSED;
    }
    if (!conclusive(run, suite)) {
      return RunResult.INCONCLUSIVE;
    }
    boolean suitesAre = suite != null || run.suites().stream().allMatch(s -> decided(s.counts()));
    return suitesAre ? RunResult.MET : RunResult.INCONCLUSIVE;
  }

  /** The exit code, if everything that is to be published can be. */
  public static int exitCode(CheckRun run, List<ObjectiveResult> objectives) {
    if (run.interrupted() != 0) {
      return 128 + run.interrupted();
    }
    return switch (result(run, null, objectives)) {
      case MET -> ExitCode.MET;
      case MISSED -> ExitCode.MISSED;
      case INCONCLUSIVE, LOST -> ExitCode.INCONCLUSIVE;
    };
  }

  /** Objectives of the same suite only; for the run, of any suite. */
  private static boolean whatRanMissed(
      CheckRun run, @Nullable String suite, List<ObjectiveResult> objectives) {
    for (ObjectiveResult objective : objectives) {
      if (suite != null && !suite.equals(objective.suite())) {
        continue;
      }
      if (objective.name().equals(CRITICAL_CHECKS) && !objective.met()) {
        return true;
      }
      if (objective.name().equals(PASS_RATE)
          && rateMissed(counts(run, objective.suite()), objective.target())) {
        return true;
      }
    }
    return false;
  }

  /** The rate over what did not fail to run: a check that was not run makes a run inconclusive. */
  private static boolean rateMissed(Counts counts, double target) {
    int ran = counts.total() - counts.notRun();
    return counts.passed() + counts.failed() > 0 && (double) counts.passed() / ran < target;
  }

  private static boolean isCriticalFailure(CheckResult result) {
    return result.outcome() == Outcome.FAILED
        && !result.item()
        && result.check().severity() == Severity.P0;
  }

  private static Counts counts(CheckRun run, @Nullable String suite) {
    if (suite == null) {
      return run.counts();
    }
    return run.suites().stream()
        .filter(s -> Objects.equals(s.name(), suite))
        .findFirst()
        .map(SuiteRun::counts)
        .orElse(Counts.NONE);
  }

  /** What a rate of few checks can bear; null when they are enough, or none. */
  private static @Nullable String bears(Counts counts, double target) {
    int total = counts.total();
    if (total == 0 || target <= 0 || target >= 1) {
      return null;
    }
    int needed = Confidence.samplesFor(target);
    if (total >= needed) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "one failure of %d makes %.4f; %d of %d shows a pass rate of at least %.3f (95 %% confidence),"
            + " and it takes %d without a failure to show %s",
        total,
        (total - 1.0) / total,
        counts.passed(),
        total,
        Confidence.passRateAtLeast(counts.passed(), total),
        needed,
        target);
  }
}
