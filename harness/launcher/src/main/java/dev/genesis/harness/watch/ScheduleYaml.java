package dev.genesis.harness.watch;

import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a schedule of one's own:
 *
 * <pre>
 * name: a day
 * phases:
 *   - name: intensive
 *     from: 0h
 *     to: 2h
 *     every: 15m
 *   - name: quiet
 *     from: 2h
 *     to: 24h
 *     every: 2h
 *     full-at: [12h, 24h]
 * </pre>
 */
public final class ScheduleYaml {
  private static final Set<String> TOP = Set.of("name", "phases");
  private static final Set<String> OF_PHASE = Set.of("name", "from", "to", "every", "full-at");

  private ScheduleYaml() {}

  /**
   * The schedule in a file.
   *
   * @throws SettingsException if it cannot be read or is none: one line with the file's name
   */
  public static Schedule read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new SettingsException(
          "schedule " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  static Schedule parse(String yaml, String place) {
    try {
      Object root = new Load(LoadSettings.builder().setLabel(place).build()).loadFromString(yaml);
      Map<?, ?> top = map(root, place, TOP);
      List<Phase> phases = new ArrayList<>();
      for (Object phase : list(top.get("phases"), place + ": phases")) {
        phases.add(phase(phase, place + ": phase " + (phases.size() + 1)));
      }
      Object name = top.get("name");
      return new Schedule(name == null ? place : name.toString(), phases);
    } catch (YamlEngineException e) {
      throw new SettingsException(
          place + " is no YAML: " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static Phase phase(Object value, String place) {
    Map<?, ?> phase = map(value, place, OF_PHASE);
    List<Duration> fullAt = new ArrayList<>();
    if (phase.get("full-at") != null) {
      for (Object at : list(phase.get("full-at"), place + ": full-at")) {
        fullAt.add(duration(at, place + ": full-at"));
      }
    }
    Object name = phase.get("name");
    return new Phase(
        name == null ? place : name.toString(),
        duration(phase.get("from"), place + ": from"),
        duration(phase.get("to"), place + ": to"),
        duration(phase.get("every"), place + ": every"),
        fullAt);
  }

  private static Map<?, ?> map(@Nullable Object value, String place, Set<String> known) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new SettingsException(place + ": here must be " + String.join(", ", sorted(known)));
    }
    for (Object key : map.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        throw new SettingsException(
            "%s: '%s' is unknown; there are %s"
                .formatted(place, key, String.join(", ", sorted(known))));
      }
    }
    return map;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static List<?> list(@Nullable Object value, String place) {
    if (value instanceof List<?> list && !list.isEmpty()) {
      return list;
    }
    throw new SettingsException(place + ": here must be a list with something in it");
  }

  private static Duration duration(@Nullable Object value, String place) {
    try {
      return SettingType.duration(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw new SettingsException("%s: '%s' %s".formatted(place, value, e.getMessage()));
    }
  }
}
