package dev.genesis.harness.publish;

import dev.genesis.harness.objective.Confidence;
import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.LeftOut;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.SuiteRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run for the person in front of the terminal: what needs doing first (failures with reason,
 * owner and runbook), then the numbers and what they can bear.
 */
public final class ConsoleSummary {
  private static final int MOST_FAILURES = 50;
  private static final int MOST_NAMES = 10;
  private static final int MOST_LINES = 6;
  private static final int WIDTH_OF_A_FILE = 160;

  private final PrintWriter out;
  private final Ink ink;
  private final int width;

  private ConsoleSummary(PrintWriter out, boolean ansi, int width) {
    this.out = out;
    this.ink = new Ink(ansi);
    this.width = width <= 0 ? WIDTH_OF_A_FILE : Math.max(40, width);
  }

  /**
   * Prints a run.
   *
   * @param ansi whether colours may be used ({@code NO_COLOR} is the caller's business)
   * @param width of the terminal in columns, 0 where there is none
   */
  public static void print(RunOutcome outcome, PrintWriter out, boolean ansi, int width) {
    ConsoleSummary summary = new ConsoleSummary(out, ansi, width);
    CheckRun run = outcome.run();
    summary.failures(run);
    summary.named("flaky (passed on confirmation)", run.checks(), CheckResult::flaky);
    summary.named("not run", run.checks(), check -> check.outcome() == Outcome.NOT_RUN);
    summary.leftOut(run.leftOut());
    summary.suites(run);
    summary.latency(run);
    summary.objectives(outcome.objectives());
    summary.publications(outcome.publications());
    summary.problems(outcome.problems());
    summary.verdict(outcome);
    out.flush();
  }

  private void failures(CheckRun run) {
    List<CheckResult> failed =
        run.checks().stream()
            .filter(check -> check.outcome() == Outcome.FAILED)
            .sorted(java.util.Comparator.comparing(check -> check.check().severity()))
            .toList();
    for (CheckResult check : failed.subList(0, Math.min(MOST_FAILURES, failed.size()))) {
      failure(check);
    }
    if (failed.size() > MOST_FAILURES) {
      line("  … and " + (failed.size() - MOST_FAILURES) + " more");
      line("");
    }
  }

  private void failure(CheckResult check) {
    String reason = check.failure() == null ? "harness" : check.failure().reason().label();
    line(ink.red("✗ " + check.check().severity() + " " + SafeText.line(check.id(), width - 6)));
    String message = CheckMessage.of(check);
    lines(reason, message == null ? "" : message);
    if (!check.check().description().isEmpty()) {
      field("about", check.check().description());
    } else if (!isCode(check.displayName()) && !check.id().endsWith(check.displayName())) {
      field("name", check.displayName());
    }
    if (!check.check().owner().isEmpty()) {
      field("owner", check.check().owner());
    }
    if (!check.check().runbook().isEmpty()) {
      field("runbook", check.check().runbook());
    }
    line("");
  }

  /** JUnit's default for a method with parameters, {@code works(PromQl)}: the id says it better. */
  private static boolean isCode(String displayName) {
    return displayName.matches("\\w+\\(.*\\)");
  }

  private void field(String name, String value) {
    String label = String.format(Locale.ROOT, "    %-9s ", name);
    line(label + SafeText.line(value, Math.max(20, 3 * width)));
  }

  /** A message over several lines, as it was written, but bounded. */
  private void lines(String name, String value) {
    List<String> lines = value.strip().lines().limit(MOST_LINES + 1).toList();
    for (int i = 0; i < Math.min(MOST_LINES, lines.size()); i++) {
      field(i == 0 ? name : "", lines.get(i));
    }
    if (lines.isEmpty()) {
      field(name, "");
    } else if (lines.size() > MOST_LINES) {
      field("", "…");
    }
  }

  private void named(
      String title, List<CheckResult> checks, java.util.function.Predicate<CheckResult> which) {
    List<CheckResult> all = checks.stream().filter(which).toList();
    if (all.isEmpty()) {
      return;
    }
    line(ink.yellow(title + ": " + all.size()));
    for (CheckResult check : all.subList(0, Math.min(MOST_NAMES, all.size()))) {
      String why = CheckMessage.of(check);
      line(SafeText.line("  " + check.id() + (why == null ? "" : ": " + why), width));
    }
    if (all.size() > MOST_NAMES) {
      line("  … and " + (all.size() - MOST_NAMES) + " more");
    }
  }

  private void leftOut(List<LeftOut> leftOut) {
    for (LeftOut left : leftOut.subList(0, Math.min(MOST_FAILURES, leftOut.size()))) {
      String kind = left.quarantined() ? "quarantined " : "deselected ";
      line(SafeText.line(kind + left.check().id() + ": " + left.reason(), width));
    }
    if (leftOut.size() > MOST_FAILURES) {
      line("  … and " + (leftOut.size() - MOST_FAILURES) + " more left out");
    }
  }

  private void suites(CheckRun run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "suite", "total", "passed", "failed", "aborted", "skipped", "not run", "pass rate"));
    for (SuiteRun suite : run.suites()) {
      rows.add(row(suite.name() + (suite.narrowed() ? " (part)" : ""), suite.counts()));
    }
    if (run.suites().size() != 1) {
      rows.add(row("all", run.counts()));
    }
    Table.print(rows, this::line);
    line("");
  }

  private static List<String> row(String name, Counts counts) {
    return List.of(
        SafeText.line(name, 40),
        String.valueOf(counts.total()),
        String.valueOf(counts.passed()),
        String.valueOf(counts.failed()),
        String.valueOf(counts.aborted()),
        String.valueOf(counts.skipped()),
        String.valueOf(counts.notRun()),
        Figures.percent(counts.passRate()));
  }

  private void latency(CheckRun run) {
    if (run.latency().count() == 0) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("latency", "requests", "P50", "P95", "P99", "max"));
    for (Map.Entry<String, LatencyHistogram> service : run.latencies().entrySet()) {
      rows.add(row(SafeText.line(service.getKey(), 40), service.getValue()));
    }
    LatencyHistogram all = run.latency();
    if (run.latencies().size() > 1) {
      rows.add(row("all", all));
    }
    Table.print(rows, this::line);
    line(ink.faint(bears(all)));
    line("");
  }

  private static List<String> row(String name, LatencyHistogram latency) {
    return List.of(
        name,
        String.valueOf(latency.count()),
        Figures.millis(latency.quantile(0.5)),
        Figures.millis(latency.quantile(0.95)),
        Figures.millis(latency.quantile(0.99)),
        Figures.millis(latency.max()));
  }

  /** What the percentiles can bear, whatever the distribution. */
  private static String bears(LatencyHistogram latency) {
    StringBuilder line = new StringBuilder("  with 95 % confidence:");
    for (int percentile : new int[] {95, 99}) {
      Duration bound = Confidence.quantileAtMost(latency, percentile / 100.0);
      line.append(percentile == 95 ? " " : ", ");
      if (bound.isZero()) {
        line.append("P")
            .append(percentile)
            .append(" has no upper bound from ")
            .append(latency.count())
            .append(" requests (it takes ")
            .append(Confidence.samplesFor(percentile / 100.0))
            .append(')');
      } else {
        line.append("P").append(percentile).append(" ≤ ").append(Figures.millis(bound));
      }
    }
    return line.toString();
  }

  private void objectives(List<ObjectiveResult> objectives) {
    boolean oneSuite = objectives.stream().map(ObjectiveResult::suite).distinct().count() <= 2;
    for (ObjectiveResult objective : objectives) {
      boolean repeats = oneSuite && objective.suite() == null && objectives.size() > 3;
      if (repeats) {
        continue;
      }
      String where = objective.suite() == null ? "" : " (" + objective.suite() + ")";
      String text =
          (objective.met() ? "✓ " : "✗ ")
              + objective.name()
              + where
              + ": "
              + Figures.plain(objective.actual())
              + ", target "
              + Figures.plain(objective.target());
      line(objective.met() ? ink.green(text) : ink.red(text));
      if (objective.note() != null) {
        line(ink.faint("    " + objective.note()));
      }
    }
  }

  private void publications(List<Publication> publications) {
    for (Publication publication : publications) {
      String message = publication.message() == null ? "" : ": " + publication.message();
      if (publication.ok()) {
        line("→ " + publication.to() + SafeText.line(message, 3 * width));
      }
    }
  }

  private void problems(List<String> problems) {
    for (String problem : problems) {
      line(ink.yellow("! " + SafeText.line(problem, 5 * width)));
    }
  }

  private void verdict(RunOutcome outcome) {
    Counts counts = outcome.run().counts();
    String numbers =
        counts.passed()
            + " of "
            + counts.total()
            + " passed, pass rate "
            + Figures.percent(counts.passRate())
            + ", "
            + Figures.seconds(outcome.run().took());
    String verdict =
        switch (outcome.exitCode()) {
          case ExitCode.MET -> ink.green("objectives met");
          case ExitCode.MISSED -> ink.red("objectives missed");
          case ExitCode.INCONCLUSIVE -> ink.yellow("inconclusive");
          case ExitCode.NOT_PUBLISHED -> ink.yellow("objectives met, but not published everywhere");
          default -> ink.yellow("interrupted");
        };
    line(verdict + ": " + numbers + " (exit " + outcome.exitCode() + ")");
  }

  private void line(String text) {
    out.println(text);
  }
}
