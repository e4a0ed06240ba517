package dev.genesis.harness.watch;

import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.sandbox.genesis.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Which faults are on at which time of a rehearsal:
 *
 * <pre>
 * - at: 7h
 *   fault: error-ratio
 *   for: 30m
 * </pre>
 */
public record Scenario(List<Act> acts) {
  /** Nothing happens. */
  public static final Scenario QUIET = new Scenario(List.of());

  /** One fault, from a time after the deployment on, for a while. */
  public record Act(Duration at, Fault fault, Duration length) {
    Duration end() {
      return at.plus(length);
    }

    boolean covers(Duration offset) {
      return at.compareTo(offset) <= 0 && offset.compareTo(end()) < 0;
    }

    private boolean overlaps(Act other) {
      return fault == other.fault && at.compareTo(other.end()) < 0 && other.at.compareTo(end()) < 0;
    }
  }

  public Scenario {
    acts = List.copyOf(acts);
  }

  /** The faults that are on at this time after the deployment. */
  public Set<Fault> faultsAt(Duration offset) {
    Set<Fault> on = EnumSet.noneOf(Fault.class);
    for (Act act : acts) {
      if (act.covers(offset)) {
        on.add(act.fault());
      }
    }
    return on;
  }

  /**
   * The scenario in a file.
   *
   * @throws SettingsException if it cannot be read, names an unknown fault, contradicts itself or
   *     goes on after the schedule or between its checkpoints only: one line
   */
  public static Scenario read(Path file, Schedule schedule) {
    try {
      return parse(Files.readString(file), file.toString(), schedule);
    } catch (IOException e) {
      throw new SettingsException(
          "scenario " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  static Scenario parse(String yaml, String place, Schedule schedule) {
    Duration longest = schedule.length();
    Object root;
    try {
      root = new Load(LoadSettings.builder().setLabel(place).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new SettingsException(
          place + " is no YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
    if (!(root instanceof List<?> list)) {
      throw new SettingsException(place + ": here must be a list of at, fault, for");
    }
    List<Act> acts = new ArrayList<>();
    for (Object item : list) {
      Act act = act(item, place + ": act " + (acts.size() + 1));
      if (act.end().compareTo(longest) > 0) {
        throw new SettingsException(
            "%s: %s from %s on for %s goes on after the schedule's end at %s"
                .formatted(
                    place,
                    act.fault().label(),
                    Schedule.text(act.at()),
                    Schedule.text(act.length()),
                    Schedule.text(longest)));
      }
      if (schedule.checkpoints().stream().noneMatch(c -> act.covers(c.offset()))) {
        throw new SettingsException(
            "%s: no checkpoint falls into %s from %s to %s, so nobody would see it"
                .formatted(
                    place, act.fault().label(), Schedule.text(act.at()), Schedule.text(act.end())));
      }
      for (Act other : acts) {
        if (other.overlaps(act)) {
          throw new SettingsException(
              "%s: %s is switched on at %s although it is on from %s to %s; let them follow each"
                      .formatted(
                          place,
                          act.fault().label(),
                          Schedule.text(act.at()),
                          Schedule.text(other.at()),
                          Schedule.text(other.end()))
                  + " other");
        }
      }
      acts.add(act);
    }
    return new Scenario(acts);
  }

  private static Act act(Object item, String place) {
    if (!(item instanceof Map<?, ?> map) || !map.keySet().equals(Set.of("at", "fault", "for"))) {
      throw new SettingsException(place + ": here must be at, fault and for, no more and no less");
    }
    String label = String.valueOf(map.get("fault"));
    Fault fault =
        Fault.of(label)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "%s: fault '%s' is unknown; there are %s"
                            .formatted(
                                place,
                                label,
                                String.join(
                                    ", ",
                                    EnumSet.allOf(Fault.class).stream()
                                        .map(Fault::label)
                                        .toList()))));
    Duration length = duration(map.get("for"), place + ": for");
    if (length.isZero()) {
      throw new SettingsException(place + ": for: no time at all; write 30m");
    }
    return new Act(duration(map.get("at"), place + ": at"), fault, length);
  }

  private static Duration duration(@Nullable Object value, String place) {
    try {
      return SettingType.duration(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw new SettingsException("%s: '%s' %s".formatted(place, value, e.getMessage()));
    }
  }
}
