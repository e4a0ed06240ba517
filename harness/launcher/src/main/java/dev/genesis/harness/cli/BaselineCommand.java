package dev.genesis.harness.cli;

import dev.genesis.harness.baseline.BaselineComparison;
import dev.genesis.harness.baseline.Baselines;
import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.history.BaselineRecord;
import dev.genesis.harness.history.Histories;
import dev.genesis.harness.history.HistoryException;
import dev.genesis.harness.history.HistoryStore;
import dev.genesis.harness.run.ExitCode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baseline}: the yardstick for how long checks take. */
@Command(
    name = "baseline",
    description = "Keeps runs as a yardstick, and tells whether later ones are slower.",
    subcommands = {BaselineCommand.Capture.class, BaselineCommand.Compare.class})
final class BaselineCommand extends GroupCommand {

  private static final List<Setting<?>> SETTINGS =
      List.of(GenesisSettings.CONFIG, GenesisSettings.ENVIRONMENT, GenesisSettings.HISTORY);

  private static HistoryStore history(CommandContext context) {
    try {
      return Histories.open(context.settings());
    } catch (HistoryException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), ExitCode.USAGE, e);
    }
  }

  /** {@code baseline capture}. */
  @Command(
      name = "capture",
      description =
          "Keeps the last runs that met their objectives as a baseline: how long each check took,"
              + " and every request.",
      footer = {"", "Examples:", "  genesis baseline capture 1.4.1 --environment production"})
  static final class Capture extends GenesisCommand {
    @Parameters(paramLabel = "NAME", description = "The baseline's name.")
    private String name = "";

    @Option(
        names = "--last",
        paramLabel = "N",
        description =
            "How many runs to look at. Default: ${DEFAULT-VALUE}; with 60 runs to compare, about 150"
                + " it takes to see one check in 34 that is 20 %% slower.")
    private int last = 180;

    @Override
    protected List<Setting<?>> settingsTaken() {
      return SETTINGS;
    }

    @Override
    protected int execute(CommandContext context) {
      String environment = context.settings().get(GenesisSettings.ENVIRONMENT);
      try (HistoryStore history = history(context)) {
        Optional<BaselineRecord> baseline =
            new Baselines(history).capture(environment, name, last, Clock.systemUTC().instant());
        if (baseline.isEmpty()) {
          throw new CommandFailure(
              "no run of environment " + environment + " met its objectives; run the checks first",
              ExitCode.INCONCLUSIVE);
        }
        BaselineRecord kept = baseline.get();
        context
            .out()
            .printf(
                "baseline %s of %s: %d checks in %d runs, the last of %s%n",
                Visible.text(name),
                environment,
                kept.durations().size(),
                kept.runs(),
                kept.lastRunAt());
        return ExitCode.MET;
      }
    }
  }

  /** {@code baseline compare}. */
  @Command(
      name = "compare",
      description = {
        "Compares the runs after a baseline with it, check by check and all together.",
        "slower, faster: beyond 10 %% and not by chance (95 %% confidence for all checks at once).",
        "too few samples: a slowdown of 20 %% could be there and not be seen."
      },
      exitCodeListHeading = "%nExit codes:%n",
      exitCodeList = {
        "0:nothing is slower",
        "1:something is slower",
        "3:too few samples to tell",
        "2:there is no such baseline"
      },
      footer = {"", "Examples:", "  genesis baseline compare 1.4.1 --environment production"})
  static final class Compare extends GenesisCommand {
    @Parameters(paramLabel = "NAME", description = "The baseline's name.")
    private String name = "";

    @Option(
        names = "--last",
        paramLabel = "N",
        description = "How many runs to compare at most. Default: ${DEFAULT-VALUE}.")
    private int last = 60;

    @Option(names = "--format", description = "table or json. Default: table.")
    private Format format = Format.table;

    @Override
    protected List<Setting<?>> settingsTaken() {
      return SETTINGS;
    }

    @Override
    protected int execute(CommandContext context) throws Exception {
      String environment = context.settings().get(GenesisSettings.ENVIRONMENT);
      try (HistoryStore history = history(context)) {
        BaselineRecord baseline =
            history
                .baselines()
                .find(environment, name)
                .orElseThrow(
                    () ->
                        new UsageException(
                            "there is no baseline "
                                + name
                                + " of environment "
                                + environment
                                + "; there are "
                                + history.baselines().names(environment)));
        BaselineComparison comparison = new Baselines(history).compare(baseline, last);
        if (format == Format.json) {
          BaselineView.json(comparison, context.out());
        } else {
          BaselineView.table(comparison, context.out());
        }
        return comparison.exitCode();
      }
    }
  }
}
