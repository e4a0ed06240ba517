package dev.genesis.harness.cli;

import dev.genesis.harness.watch.Checkpoint;
import dev.genesis.harness.watch.CheckpointRecord;
import dev.genesis.harness.watch.CheckpointState;
import dev.genesis.harness.watch.Criterion;
import dev.genesis.harness.watch.Evidence;
import dev.genesis.harness.watch.Reading;
import dev.genesis.harness.watch.Schedule;
import dev.genesis.harness.watch.Verdict;
import dev.genesis.harness.watch.WatchListener;
import dev.genesis.harness.watch.WatchMetrics;
import dev.genesis.harness.watch.WatchRecord;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** A watch on the screen, a line per checkpoint; and its numbers in the Pushgateway. */
final class WatchScreen implements WatchListener {
  private final PrintWriter out;
  private final WatchMetrics metrics;

  WatchScreen(PrintWriter out, WatchMetrics metrics) {
    this.out = out;
    this.metrics = metrics;
  }

  /** The checkpoints of a schedule with what each does. */
  static void plan(Schedule schedule, PrintWriter out) {
    String phase = "";
    int number = 0;
    for (Checkpoint checkpoint : schedule.checkpoints()) {
      if (!checkpoint.phase().equals(phase)) {
        phase = checkpoint.phase();
        out.println(phase);
      }
      out.printf("  %3d  %-9s %s%n", ++number, checkpoint.name(), checkpoint.kind().does());
    }
    out.println(schedule.name() + ": " + number + " checkpoints");
  }

  @Override
  public void ended(CheckpointRecord record, WatchRecord all) {
    String state = record.state() == CheckpointState.MISSED ? "MISSED " + record.note() : "";
    Evidence evidence = record.evidence();
    out.printf(
        "%2d/%d  %-9s %s%n",
        all.count(CheckpointState.DONE) + all.count(CheckpointState.MISSED),
        all.checkpoints().size(),
        record.checkpoint().name(),
        evidence == null ? state : line(evidence));
    String problem = metrics.push(all);
    if (!problem.isEmpty()) {
      out.println("       " + problem);
    }
  }

  private static String line(Evidence evidence) {
    String rates =
        evidence.passRates().entrySet().stream()
            .map(e -> String.format(Locale.ROOT, "%s %.4f", e.getKey(), e.getValue()))
            .collect(Collectors.joining("  "));
    String alerts =
        evidence.alerts().stream()
            .map(Evidence.SeenAlert::name)
            .distinct()
            .collect(Collectors.joining(","));
    return rates
        + "  errors "
        + number(evidence.errorRatio(), "%.5f")
        + "  p95 "
        + number(evidence.p95(), "%.3f s")
        + "  up "
        + number(evidence.up(), "%.3f")
        + (alerts.isEmpty() ? "" : "  FIRING " + alerts)
        + (evidence.logErrors().isEmpty() ? "" : "  log errors " + evidence.logErrors().size())
        + (evidence.problems().isEmpty() ? "" : "  (" + evidence.problems().get(0) + ")");
  }

  private static String number(Reading reading, String format) {
    Double value = reading.value();
    return value == null ? "no data" : String.format(Locale.ROOT, format, value);
  }

  /** The verdict with every criterion, its number and where it comes from. */
  static void verdict(Verdict verdict, PrintWriter out) {
    out.println();
    for (Criterion criterion : verdict.criteria()) {
      out.printf(
          "%-8s %-28s %s%s%n",
          criterion.result(),
          criterion.name(),
          criterion.number(),
          criterion.because().isEmpty() ? "" : "  (" + criterion.because() + ")");
    }
    out.println(verdict.sentence());
  }
}
