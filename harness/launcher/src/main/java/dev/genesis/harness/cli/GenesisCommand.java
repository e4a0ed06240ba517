package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsLoader;
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
 * What every command is: it takes settings as options, {@code --set} and {@code --debug}, and ends
 * in an exit code of the contract. A command throws {@link UsageException} for wrong usage, {@link
 * CommandFailure} for what it could not do; either is one line on the screen.
 */
public abstract class GenesisCommand implements Callable<Integer> {
  /** What only means something where tests run without a parent. */
  private static final List<Setting<?>> OF_TEST_JVMS =
      List.of(GenesisSettings.RECORD, GenesisSettings.RECORD_DIR);

  @Spec private @Nullable CommandSpec spec;
  private @Nullable Terminal terminal;

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
    return GenesisSettings.all().stream().filter(s -> !OF_TEST_JVMS.contains(s)).toList();
  }

  /** Does the work and returns the exit code. */
  protected abstract int execute(CommandContext context) throws Exception;

  @Override
  public final Integer call() throws Exception {
    CommandSpec known = commandSpec();
    Map<String, Settings.Value> options = new LinkedHashMap<>(SettingOptions.set(assignments));
    options.putAll(SettingOptions.given(known.commandLine().getParseResult(), settingsTaken()));
    Terminal screen = terminal;
    if (screen == null) {
      throw new IllegalStateException("the command was not made by the command line");
    }
    SettingsLoader.Loaded loaded =
        new SettingsLoader()
            .optionValues(options)
            .environment(System.getenv())
            .properties(System.getProperties())
            .load();
    loaded.warnings().forEach(line -> screen.err().println("genesis: " + line));
    Settings settings = loaded.settings();
    return execute(new CommandContext(settings, screen, System.getenv()));
  }

  final void showOn(Terminal screen) {
    terminal = screen;
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
