package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What every command is: it takes settings as options, {@code --config}, {@code --set} and {@code
 * --debug}, and ends in an exit code of the contract. A command throws {@link UsageException} for
 * wrong usage, {@link CommandFailure} for what it could not do; either is one line on the screen.
 */
public abstract class GenesisCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; else genesis.yaml in the working folder, if there.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Any setting by its key, services included: --set"
              + " genesis.service.genesis.url=http://localhost:8000")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--debug", description = "On an error, show the stack trace as well.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli asks for it by its annotation
  private boolean help;

  /** The settings that this command takes as options; all of them unless it says otherwise. */
  protected List<Setting<?>> settingsTaken() {
    return GenesisSettings.all();
  }

  /** Does the work and returns the exit code. */
  protected abstract int execute(CommandContext context) throws Exception;

  @Override
  public final Integer call() throws Exception {
    CommandSpec known = commandSpec();
    Map<String, Settings.Value> options = new LinkedHashMap<>(SettingOptions.set(assignments));
    options.putAll(SettingOptions.given(known.commandLine().getParseResult(), settingsTaken()));
    Terminal terminal = Genesis.terminal();
    Settings settings = SettingsOfProcess.load(options, config, terminal.err());
    return execute(new CommandContext(settings, terminal, System.getenv()));
  }

  final boolean debug() {
    return debug;
  }

  /** The command's own name and options. */
  protected final CommandSpec commandSpec() {
    if (spec == null) {
      throw new IllegalStateException("the command was not made by the command line");
    }
    return spec;
  }
}
