package dev.genesis.harness.cli;

import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsView;
import dev.genesis.harness.run.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
    @Option(names = "--format", description = "table or json. Default: table.")
    private Format format = Format.table;

    @Override
    protected int execute(CommandContext context) {
      Settings settings = context.settings();
      if (format == Format.json) {
        context.out().println(SettingsView.json(settings));
      } else {
        context.out().print(SettingsView.text(settings));
      }
      return ExitCode.MET;
    }
  }
}
