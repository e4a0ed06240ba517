package dev.genesis.harness.cli;

import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.config.Settings;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Turns settings into options by the one rule, and what was given for them back into settings. */
final class SettingOptions {
  /** Lists of files may also be separated as class paths are. */
  private static final Set<String> PATH_LISTS = Set.of("genesis.checks", "genesis.classpath");

  private SettingOptions() {}

  static void addTo(CommandSpec spec, List<Setting<?>> settings) {
    for (Setting<?> setting : settings) {
      spec.addOption(option(setting));
    }
  }

  private static OptionSpec option(Setting<?> setting) {
    boolean isSwitch = setting.type().equals(SettingType.SWITCH);
    String text = setting.description().replace("%", "%%");
    if (setting.fallback() != null && !isSwitch) {
      text += " Default: " + setting.fallback().replace("%", "%%") + ".";
    }
    OptionSpec.Builder builder =
        OptionSpec.builder(setting.option()).description(text).paramLabel(paramLabel(setting));
    if (setting.type().equals(SettingType.LIST)) {
      return builder.type(List.class).auxiliaryTypes(String.class).arity("1").build();
    }
    builder.type(String.class);
    return isSwitch ? builder.arity("0..1").fallbackValue("true").build() : builder.build();
  }

  private static String paramLabel(Setting<?> setting) {
    return setting.type().equals(SettingType.SWITCH)
        ? "true|false"
        : setting.type().name().toUpperCase(Locale.ROOT);
  }

  /** What the options say, by key. */
  static Map<String, Settings.Value> given(ParseResult parsed, List<Setting<?>> settings) {
    Map<String, Settings.Value> given = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      OptionSpec option = parsed.matchedOption(setting.option());
      if (option != null) {
        given.put(
            setting.key(),
            new Settings.Value(
                text(setting, option.getValue()),
                new Origin(Origin.Layer.OPTION, setting.option())));
      }
    }
    return given;
  }

  private static String text(Setting<?> setting, Object value) {
    if (!(value instanceof List<?> list)) {
      return String.valueOf(value);
    }
    List<String> texts = new ArrayList<>();
    for (Object item : list) {
      String text = String.valueOf(item);
      texts.add(
          PATH_LISTS.contains(setting.key()) ? text.replace(File.pathSeparatorChar, ',') : text);
    }
    return String.join(",", texts);
  }

  /** {@code --set KEY=VALUE}: any key, those of services included. */
  static Map<String, Settings.Value> set(List<String> assignments) {
    Map<String, Settings.Value> given = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int at = assignment.indexOf('=');
      if (at < 1) {
        throw new UsageException(
            "--set: '" + assignment + "' is no KEY=VALUE; write --set genesis.parallel=4");
      }
      String key = assignment.substring(0, at).strip();
      given.put(
          key.startsWith(Settings.PREFIX) ? key : Settings.PREFIX + key,
          new Settings.Value(
              assignment.substring(at + 1).strip(),
              new Origin(Origin.Layer.OPTION, "--set " + key)));
    }
    return given;
  }
}
