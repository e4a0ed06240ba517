package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.publish.ConsoleSummary;
import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.supervise.CheckRunner;
import dev.genesis.harness.supervise.RunOrder;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish}: what test JVMs recorded, as one run. */
@Command(
    name = "publish",
    description =
        "Merges the records that test JVMs left (Surefire forks and reruns, shards) into one run,"
            + " and stores and publishes it as run does.",
    footer = {
      "",
      "Examples:",
      "  genesis publish target/genesis --pushgateway-url http://localhost:9091",
      "  genesis publish a/target/genesis b/target/genesis --output out",
      "",
      "Records are left by: mvn verify -Dgenesis.record=true"
    })
final class PublishCommand extends GenesisCommand {
  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders with records.")
  private List<Path> folders = List.of();

  @Override
  protected List<Setting<?>> settingsTaken() {
    return List.of(
        GenesisSettings.CONFIG,
        GenesisSettings.ENVIRONMENT,
        GenesisSettings.LOCATION,
        GenesisSettings.RUNNER,
        GenesisSettings.CHECKS,
        GenesisSettings.OBJECTIVE_PASS_RATE,
        GenesisSettings.PUSHGATEWAY_URL,
        GenesisSettings.PUSH_TIMEOUT,
        GenesisSettings.PUSH_AS,
        GenesisSettings.NO_PUSH,
        GenesisSettings.MAX_CHECK_SERIES,
        GenesisSettings.OUTPUT,
        GenesisSettings.HISTORY);
  }

  @Override
  protected int execute(CommandContext context) {
    Progress progress = new Progress(context.terminal());
    RunOutcome outcome =
        CheckRunner.standard().publish(folders, RunOrder.of(context.settings()), progress);
    ConsoleSummary.print(
        outcome,
        context.out(),
        context.terminal().colours(),
        context.terminal().interactive() ? context.terminal().width() : 0);
    return outcome.exitCode();
  }
}
