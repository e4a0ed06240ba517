package dev.genesis.harness.publish;

import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.LeftOut;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.SuiteRun;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run as Markdown for a job's page or a chat: bounded, and whatever is in a name stays text. */
final class MarkdownSummary {
  /** GitHub shows at most 1 MiB for a step. */
  private static final int MOST_ROWS = 200;

  private static final int LONGEST_CELL = 300;

  private final StringBuilder text = new StringBuilder();

  private MarkdownSummary() {}

  static String of(JudgedRun judged) {
    MarkdownSummary summary = new MarkdownSummary();
    summary.head(judged);
    summary.suites(judged.run());
    summary.failures(judged.run());
    summary.others(judged.run());
    summary.objectives(judged.objectives());
    summary.problems(judged.run().problems());
    return summary.text.append('\n').toString();
  }

  private void head(JudgedRun judged) {
    CheckRun run = judged.run();
    String sign =
        switch (judged.result()) {
          case MET -> "✅ objectives met";
          case MISSED -> "❌ objectives missed";
          case INCONCLUSIVE, LOST -> "⚠️ inconclusive";
        };
    line("### Genesis checks: %s", sign);
    line(
        "Environment %s, %s, pass rate **%s**, %.1f s.",
        code(run.scope().environment()),
        run.finishedAt(),
        Figures.percent(run.counts().passRate()),
        run.took().toMillis() / 1_000.0);
    line("");
  }

  private void suites(CheckRun run) {
    row("suite", "total", "passed", "failed", "aborted", "skipped", "not run", "flaky", "rate");
    row("---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
    for (SuiteRun suite : run.suites()) {
      Counts counts = suite.counts();
      row(
          cell(suite.name()),
          counts.total(),
          counts.passed(),
          counts.failed(),
          counts.aborted(),
          counts.skipped(),
          counts.notRun(),
          counts.flaky(),
          Figures.percent(counts.passRate()));
    }
    LatencyHistogram latency = run.latency();
    if (latency.count() > 0) {
      line("");
      line(
          "%d requests: P50 %s, P95 %s, P99 %s.",
          latency.count(),
          Figures.millis(latency.quantile(0.5)),
          Figures.millis(latency.quantile(0.95)),
          Figures.millis(latency.quantile(0.99)));
    }
  }

  private void failures(CheckRun run) {
    List<CheckResult> failed =
        run.checks().stream().filter(c -> c.outcome() == Outcome.FAILED).toList();
    if (failed.isEmpty()) {
      return;
    }
    line("");
    row("failed", "severity", "reason", "owner", "runbook", "message");
    row("---", "---", "---", "---", "---", "---");
    for (CheckResult check : failed.subList(0, Math.min(MOST_ROWS, failed.size()))) {
      String message = CheckMessage.of(check);
      row(
          cell(check.id()),
          check.check().severity(),
          check.failure() == null ? "harness" : check.failure().reason().label(),
          cell(check.check().owner()),
          cell(check.check().runbook()),
          cell(message == null ? "" : message));
    }
    if (failed.size() > MOST_ROWS) {
      line("");
      line("… and %d more; all are in run.json.", failed.size() - MOST_ROWS);
    }
  }

  private void others(CheckRun run) {
    list("Flaky (passed on confirmation)", run.checks().stream().filter(CheckResult::flaky));
    list("Not run", run.checks().stream().filter(c -> c.outcome() == Outcome.NOT_RUN));
    for (LeftOut left : run.leftOut().stream().limit(MOST_ROWS).toList()) {
      line(
          "%n%s: %s, %s",
          left.quarantined() ? "Quarantined" : "Deselected",
          code(left.check().id()),
          cell(left.reason()));
    }
  }

  private void list(String title, java.util.stream.Stream<CheckResult> checks) {
    List<CheckResult> all = checks.toList();
    if (!all.isEmpty()) {
      String names =
          all.stream().limit(MOST_ROWS).map(c -> code(c.id())).collect(Collectors.joining(", "));
      line("%n%s, %d: %s", title, all.size(), names);
    }
  }

  private void objectives(List<ObjectiveResult> objectives) {
    for (ObjectiveResult objective : objectives) {
      String where = objective.suite() == null ? "" : " of " + cell(objective.suite());
      if (!objective.met()) {
        line(
            "%n❌ %s%s: %s, target %s",
            objective.name(),
            where,
            Figures.plain(objective.actual()),
            Figures.plain(objective.target()));
      }
      if (objective.note() != null) {
        line("%nℹ️ %s%s: %s", objective.name(), where, objective.note());
      }
    }
  }

  private void problems(List<String> problems) {
    problems.stream().limit(MOST_ROWS).forEach(problem -> line("%n⚠️ %s", cell(problem)));
  }

  private void row(Object... cells) {
    for (Object cell : cells) {
      text.append("| ").append(cell).append(' ');
    }
    text.append("|\n");
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Text that Markdown and HTML take for nothing else, on one line. */
  private static String cell(String value) {
    String line = SafeText.line(value, LONGEST_CELL);
    StringBuilder safe = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '\\', '`', '*', '_', '[', ']', '|', '#', '~', '!' -> safe.append('\\').append(c);
        case '@' -> safe.append("&#64;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String code(String value) {
    return "<code>" + cell(value) + "</code>";
  }
}
