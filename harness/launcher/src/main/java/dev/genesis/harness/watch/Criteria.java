package dev.genesis.harness.watch;

import dev.genesis.harness.watch.Criterion.Result;
import dev.genesis.harness.watch.Trend.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The eight success criteria of the 48-hour plan, each from the evidence alone. */
final class Criteria {
  private static final List<String> RESOURCES = List.of("cpu", "disk", "memory");

  private final WatchRecord record;
  private final Objectives objectives;
  private final List<Incident> incidents;

  Criteria(WatchRecord record, Objectives objectives) {
    this.record = record;
    this.objectives = objectives;
    this.incidents = Incidents.of(record.checkpoints(), objectives);
  }

  List<Criterion> all() {
    return List.of(
        passRate(),
        sustained(
            "error ratio",
            Evidence::errorRatio,
            v -> v < objectives.errorRatio(),
            "under " + objectives.errorRatio()),
        sustained(
            "P95 latency",
            Evidence::p95,
            v -> v < objectives.p95Seconds(),
            "under " + objectives.p95Seconds() + " s"),
        uptime(),
        noUnresolvedIncidents(),
        baseline(),
        resources(),
        rollbacks());
  }

  private Criterion passRate() {
    List<String> low = new ArrayList<>();
    List<String> missing = unseen();
    double worst = Double.POSITIVE_INFINITY;
    SortedSet<String> suites = new TreeSet<>();
    for (CheckpointRecord checkpoint : done()) {
      Evidence evidence = evidence(checkpoint);
      suites.addAll(evidence.passRates().keySet());
      if (evidence.passRates().isEmpty() || !evidence.conclusive()) {
        missing.add(name(checkpoint));
      }
      for (double rate : evidence.passRates().values()) {
        worst = Math.min(worst, rate);
        if (rate < objectives.passRate()) {
          low.add("%s (%s)".formatted(name(checkpoint), digits(rate)));
        }
      }
    }
    return criterion(
        "test pass rate",
        worst == Double.POSITIVE_INFINITY ? "none" : "lowest " + digits(worst),
        "runs of " + (suites.isEmpty() ? "no suite" : String.join(" and ", suites)),
        low.isEmpty() ? "" : "under %s at %s".formatted(objectives.passRate(), list(low)),
        missing);
  }

  private Criterion sustained(
      String name, Function<Evidence, Reading> reading, DoublePredicate good, String asked) {
    List<String> bad = new ArrayList<>();
    List<String> missing = unseen();
    double worst = Double.NEGATIVE_INFINITY;
    for (CheckpointRecord checkpoint : done()) {
      Double value = reading.apply(evidence(checkpoint)).value();
      if (value == null || value.isNaN()) {
        missing.add(name(checkpoint));
      } else {
        worst = Math.max(worst, value);
        if (!good.test(value)) {
          bad.add("%s (%s)".formatted(name(checkpoint), digits(value)));
        }
      }
    }
    return criterion(
        name,
        worst == Double.NEGATIVE_INFINITY ? "none" : "highest " + digits(worst),
        query(reading),
        bad.isEmpty() ? "" : "not %s at %s".formatted(asked, list(bad)),
        missing);
  }

  /** The share of the time, each checkpoint's weighed by the stretch it speaks for. */
  private Criterion uptime() {
    List<String> missing = unseen();
    Mean mean = mean(Evidence::up, missing);
    String number = mean.weight == 0 ? "none" : digits(mean.value());
    boolean low = mean.weight > 0 && mean.value() < objectives.uptime();
    return criterion(
        "uptime",
        number,
        query(Evidence::up),
        low ? "up %s of the time, at least %s asked".formatted(number, objectives.uptime()) : "",
        missing);
  }

  private Criterion noUnresolvedIncidents() {
    List<Incident> open = incidents.stream().filter(Incident::open).toList();
    List<String> missing = unseen();
    for (CheckpointRecord checkpoint : done()) {
      if (!evidence(checkpoint).alertsKnown()) {
        missing.add(name(checkpoint));
      }
    }
    return criterion(
        "no unresolved P0/P1",
        "%d incidents, %d unresolved".formatted(incidents.size(), open.size()),
        "incidents of this watch",
        open.isEmpty()
            ? ""
            : "unresolved: " + open.stream().map(Incident::key).collect(Collectors.joining(", ")),
        missing);
  }

  private Criterion baseline() {
    List<String> missing = unseen();
    Mean mean = mean(Evidence::meanLatency, missing);
    double limit = objectives.baselineSeconds() * (1 + objectives.baselineTolerance());
    String number =
        mean.weight == 0
            ? "none"
            : "mean %s s, baseline %s s (%+.1f %%)"
                .formatted(
                    digits(mean.value()),
                    digits(objectives.baselineSeconds()),
                    (mean.value() / objectives.baselineSeconds() - 1) * 100);
    return criterion(
        "within 10 % of the baseline",
        number,
        query(Evidence::meanLatency),
        mean.weight > 0 && mean.value() > limit ? "slower than the baseline: " + number : "",
        missing);
  }

  private Criterion resources() {
    List<String> unstable = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    List<String> missing = unseen();
    for (String resource : RESOURCES) {
      List<Point> points = points(resource);
      if (points.size() < Trend.FEWEST) {
        missing.add("%s (%d of %d readings)".formatted(resource, points.size(), Trend.FEWEST));
        continue;
      }
      Trend trend = Trend.of(points);
      double hours = trend.hoursTo(objectives.resourceLimit());
      String number =
          "%s %+.4f an hour, now %s".formatted(resource, trend.perHour(), digits(trend.last()));
      numbers.add(number);
      if (hours <= objectives.resourceHorizonHours()) {
        unstable.add(
            "%s reaches %s in %.0f h".formatted(number, objectives.resourceLimit(), hours));
      }
    }
    return criterion(
        "resources stable",
        numbers.isEmpty() ? "none" : String.join("; ", numbers),
        "slope of the readings (Theil and Sen)",
        String.join("; ", unstable),
        missing);
  }

  private Criterion rollbacks() {
    return criterion(
        "no rollback",
        String.valueOf(record.rollbacks()),
        "the history's deployments",
        record.rollbacks() == 0 ? "" : record.rollbacks() + " rollbacks since the deployment",
        List.of());
  }

  private Criterion criterion(
      String name, String number, String source, String because, List<String> missing) {
    Result result = Result.MET;
    String why = because;
    if (!because.isEmpty()) {
      result = Result.MISSED;
    } else if (!missing.isEmpty()) {
      result = Result.UNKNOWN;
      why = "no data at " + list(missing);
    }
    return new Criterion(name, result, number, Schedule.text(record.length()), source, why);
  }

  private List<CheckpointRecord> done() {
    return record.checkpoints().stream()
        .filter(c -> c.state() == CheckpointState.DONE && c.evidence() != null)
        .toList();
  }

  /** The checkpoints that saw nothing, because they were missed or have not been yet. */
  private List<String> unseen() {
    return record.checkpoints().stream()
        .filter(c -> c.state() != CheckpointState.DONE || c.evidence() == null)
        .map(c -> name(c) + " (" + c.state().label() + ")")
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static final class Mean {
    double sum;
    double weight;

    double value() {
      return sum / weight;
    }
  }

  private Mean mean(Function<Evidence, Reading> reading, List<String> missing) {
    Mean mean = new Mean();
    Duration before = Duration.ZERO;
    for (CheckpointRecord checkpoint : done()) {
      Duration stretch = checkpoint.checkpoint().offset().minus(before);
      before = checkpoint.checkpoint().offset();
      Double value = reading.apply(evidence(checkpoint)).value();
      if (value == null || value.isNaN()) {
        missing.add(name(checkpoint));
      } else {
        mean.sum += value * stretch.toMillis();
        mean.weight += stretch.toMillis();
      }
    }
    return mean;
  }

  private List<Point> points(String resource) {
    List<Point> points = new ArrayList<>();
    for (CheckpointRecord checkpoint : done()) {
      Reading reading = evidence(checkpoint).resources().get(resource);
      Double value = reading == null ? null : reading.value();
      if (value != null && !value.isNaN()) {
        points.add(new Point(checkpoint.checkpoint().offset().toMinutes() / 60.0, value));
      }
    }
    return points;
  }

  private String query(Function<Evidence, Reading> reading) {
    return done().stream()
        .reduce((a, b) -> b)
        .map(c -> reading.apply(evidence(c)).query())
        .orElse("never asked");
  }

  private static Evidence evidence(CheckpointRecord checkpoint) {
    @Nullable Evidence evidence = checkpoint.evidence();
    if (evidence == null) {
      throw new IllegalArgumentException(name(checkpoint) + " has no evidence");
    }
    return evidence;
  }

  private static String name(CheckpointRecord checkpoint) {
    return checkpoint.checkpoint().name();
  }

  private static String list(List<String> names) {
    int shown = 6;
    String text = names.stream().limit(shown).collect(Collectors.joining(", "));
    return names.size() <= shown ? text : text + " and " + (names.size() - shown) + " more";
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.5g", value).replaceAll("0+$", "").replaceAll("\\.$", ".0");
  }
}
