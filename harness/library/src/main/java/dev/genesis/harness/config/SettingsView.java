package dev.genesis.harness.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.genesis.harness.config.Settings.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every setting in force with the place it came from, secrets blanked: {@code config show}. */
public final class SettingsView {

  /**
   * One line of it.
   *
   * @param value null where nothing was said and there is no default
   * @param origin the place it came from, {@code default} where nothing was said
   */
  public record Line(String key, @Nullable String value, String origin, String description) {}

  private SettingsView() {}

  /** The lines: the settings there are, in their order, then services and thresholds by name. */
  public static List<Line> lines(Settings settings) {
    List<Line> lines = new ArrayList<>();
    for (Setting<?> setting : GenesisSettings.all()) {
      lines.add(
          settings
              .value(setting.key())
              .map(v -> line(setting.key(), v, setting.description()))
              .orElseGet(
                  () ->
                      new Line(
                          setting.key(), setting.fallback(), "default", setting.description())));
    }
    for (Map.Entry<String, Value> entry : settings.asMap().entrySet()) {
      if (GenesisSettings.all().stream().noneMatch(s -> s.key().equals(entry.getKey()))) {
        lines.add(line(entry.getKey(), entry.getValue(), ""));
      }
    }
    return lines;
  }

  /** In columns. */
  public static String text(Settings settings) {
    List<Line> lines = lines(settings);
    int keys = lines.stream().mapToInt(l -> l.key().length()).max().orElse(0);
    int values = lines.stream().mapToInt(l -> value(l).length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      String format = "%-" + keys + "s  %-" + Math.min(60, Math.max(1, values)) + "s  %s%n";
      text.append(String.format(format, line.key(), value(line), line.origin()));
    }
    return text.toString();
  }

  /** As {@code {"settings": [{"key", "value", "origin", "description"}]}}. */
  public static String json(Settings settings) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode array = root.putArray("settings");
    for (Line line : lines(settings)) {
      array
          .addObject()
          .put("key", line.key())
          .put("value", line.value())
          .put("origin", line.origin())
          .put("description", line.description());
    }
    return root.toPrettyString();
  }

  private static String value(Line line) {
    return line.value() == null ? "-" : line.value();
  }

  private static Line line(String key, Value value, String description) {
    return new Line(key, shown(key, value.text()), value.origin().place(), description);
  }

  private static String shown(String key, String text) {
    if (key.startsWith(Keys.SERVICE) && SecretKeys.isSecret(key, text) && !key.endsWith(".url")) {
      return Secrets.BLANK;
    }
    return Secrets.ofProcess().blank(text).strip().replace("\n", ", ");
  }
}
