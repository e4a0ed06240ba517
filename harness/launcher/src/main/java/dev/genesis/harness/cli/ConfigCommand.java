package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.ExitCode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code config}: what is set, and where it was said. */
@Command(
    name = "config",
    description = "Shows the configuration.",
    subcommands = ConfigCommand.Show.class)
final class ConfigCommand extends GroupCommand {

  /** {@code config show}. */
  @Command(
      name = "show",
      description = "Shows every setting in force and where it came from; secrets are blanked.",
      footer = {
        "",
        "Examples:",
        "  genesis config show",
        "  genesis config show --config genesis.yaml --environment staging"
      })
  static final class Show extends GenesisCommand {
    @Override
    protected int execute(CommandContext context) {
      Settings settings = context.settings();
      Map<String, String[]> rows = new TreeMap<>();
      for (Setting<?> setting : GenesisSettings.all()) {
        settings.find(setting); // an impossible value ends it here, with the line that says so
        String fallback = setting.fallback();
        rows.put(
            setting.key(), new String[] {fallback == null ? "(not set)" : fallback, "default"});
      }
      settings
          .asMap()
          .forEach(
              (key, value) ->
                  rows.put(key, new String[] {shown(key, value.text()), value.origin().place()}));
      int keyWidth = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
      int valueWidth = rows.values().stream().mapToInt(r -> r[0].length()).max().orElse(0);
      rows.forEach(
          (key, row) ->
              context
                  .out()
                  .printf(
                      "%-" + keyWidth + "s  %-" + Math.min(60, valueWidth) + "s  %s%n",
                      key,
                      row[0],
                      row[1]));
      return ExitCode.MET;
    }

    private static String shown(String key, String text) {
      boolean secret =
          key.endsWith(".token") || key.endsWith(".password") || key.endsWith(".headers");
      return secret ? "***" : text.replaceAll("(?<=://)[^/@]*@", "***@");
    }
  }
}
