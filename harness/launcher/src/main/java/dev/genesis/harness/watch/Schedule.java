package dev.genesis.harness.watch;

import dev.genesis.harness.config.SettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * When the system is looked at after a deployment. Data: the plan's own ({@link #PLAN}) or one that
 * {@link ScheduleYaml} read.
 */
public final class Schedule {
  /**
   * The 48-hour plan: hours 0 to 6 every 15 minutes (24), hours 6 to 24 hourly (18) with full
   * suites at 12, 18 and 24 h (3), hours 24 to 48 every three hours (8) with full suites at 30 and
   * 42 h (2): 55 checkpoints.
   */
  public static final Schedule PLAN =
      new Schedule(
          "48-hour plan",
          List.of(
              new Phase("intensive", hours(0), hours(6), Duration.ofMinutes(15), List.of()),
              new Phase(
                  "active",
                  hours(6),
                  hours(24),
                  hours(1),
                  List.of(hours(12), hours(18), hours(24))),
              new Phase("passive", hours(24), hours(48), hours(3), List.of(hours(30), hours(42)))));

  private final String name;
  private final List<Phase> phases;
  private final List<Checkpoint> checkpoints;

  /**
   * A schedule of phases that follow each other without a gap, from 0 on.
   *
   * @throws SettingsException if there is a hole or an overlap, or an interval that does not fit;
   *     one line that names the phase
   */
  public Schedule(String name, List<Phase> phases) {
    this.name = name;
    this.phases = List.copyOf(phases);
    check();
    this.checkpoints = expand();
  }

  private static Duration hours(long hours) {
    return Duration.ofHours(hours);
  }

  public String name() {
    return name;
  }

  public List<Phase> phases() {
    return phases;
  }

  /** All checkpoints in the order in which they run; at one time the full suite comes last. */
  public List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  /** From the deployment to the last checkpoint. */
  public Duration length() {
    return phases.get(phases.size() - 1).to();
  }

  private void check() {
    if (phases.isEmpty()) {
      throw new SettingsException("schedule '" + name + "' has no phases; give at least one");
    }
    Duration end = Duration.ZERO;
    for (Phase phase : phases) {
      String where = "schedule '%s', phase '%s': ".formatted(name, phase.name());
      if (!phase.from().equals(end)) {
        String what = phase.from().compareTo(end) > 0 ? "leaves a hole" : "overlaps";
        throw new SettingsException(
            "%sbegins at %s and %s: what comes before ends at %s; write from: %s"
                .formatted(where, text(phase.from()), what, text(end), text(end)));
      }
      Duration length = phase.to().minus(phase.from());
      if (length.compareTo(Duration.ZERO) <= 0) {
        throw new SettingsException(
            "%sends at %s, not after its beginning at %s; write a later to:"
                .formatted(where, text(phase.to()), text(phase.from())));
      }
      if (phase.every().compareTo(Duration.ofMinutes(1)) < 0
          || length.toMillis() % phase.every().toMillis() != 0) {
        throw new SettingsException(
            "%severy %s does not divide its %s evenly, in steps of a minute or more; write an"
                    .formatted(where, text(phase.every()), text(length))
                + " interval that does");
      }
      for (Duration full : phase.fullAt()) {
        if (full.compareTo(phase.from()) <= 0 || full.compareTo(phase.to()) > 0) {
          throw new SettingsException(
              "%sthe full suite at %s is outside of it (after %s, at most %s)"
                  .formatted(where, text(full), text(phase.from()), text(phase.to())));
        }
      }
      end = phase.to();
    }
  }

  private List<Checkpoint> expand() {
    record Moment(Duration at, Checkpoint.Kind kind, Phase phase) {}
    List<Moment> moments = new ArrayList<>();
    for (Phase phase : phases) {
      for (Duration at = phase.from().plus(phase.every());
          at.compareTo(phase.to()) <= 0;
          at = at.plus(phase.every())) {
        moments.add(new Moment(at, Checkpoint.Kind.CHECKPOINT, phase));
      }
      for (Duration at : new TreeSet<>(phase.fullAt())) {
        moments.add(new Moment(at, Checkpoint.Kind.FULL_SUITE, phase));
      }
    }
    moments.sort(Comparator.comparing(Moment::at).thenComparing(Moment::kind));
    TreeSet<Duration> times = new TreeSet<>();
    moments.stream()
        .filter(m -> m.kind() == Checkpoint.Kind.CHECKPOINT)
        .forEach(m -> times.add(m.at()));
    List<Checkpoint> all = new ArrayList<>();
    for (Moment moment : moments) {
      Duration next = times.higher(moment.at());
      Duration deadline = next == null ? moment.at().plus(moment.phase().every()) : next;
      all.add(
          new Checkpoint(
              Checkpoint.name(moment.at(), moment.kind()),
              moment.at(),
              deadline,
              moment.kind(),
              moment.phase().name()));
    }
    return List.copyOf(all);
  }

  /** A duration as schedules write it. */
  static String text(Duration duration) {
    if (duration.toHours() > 0 && duration.toMinutesPart() == 0) {
      return duration.toHours() + "h";
    }
    return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
  }
}
