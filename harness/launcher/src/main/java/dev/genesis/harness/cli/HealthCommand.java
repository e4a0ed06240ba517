package dev.genesis.harness.cli;

import dev.genesis.harness.health.HealthReport;
import dev.genesis.harness.health.Preflight;
import dev.genesis.harness.monitor.Finding;
import dev.genesis.harness.monitor.MonitoringFolder;
import dev.genesis.harness.monitor.Validation;
import dev.genesis.harness.run.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code health}: whether checks can be run from here. */
@Command(
    name = "health",
    description = {
      "Nine preflight checks of the runner itself: Java, launcher, configuration, suites, services,"
          + " monitoring files, disk, memory, and a quick smoke run.",
      "Exit code 0 when nothing failed (warnings are shown), 1 otherwise."
    },
    footer = {
      "",
      "Examples:",
      "  genesis health --service-genesis-url http://localhost:8000",
      "  genesis health --format json --without grafana"
    })
final class HealthCommand extends GenesisCommand {
  @Option(names = "--format", description = "table or json. Default: table.")
  private Format format = Format.table;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "SERVICE",
      description = "Services that are not run here, such as grafana.")
  private List<String> without = new ArrayList<>();

  @Override
  protected int execute(CommandContext context) {
    HealthReport report =
        new Preflight(
                context.settings(),
                context.environment(),
                HealthCommand::monitoringProblems,
                without)
            .report();
    if (format == Format.json) {
      context.out().print(report.json());
      context.out().flush();
    } else {
      report.print(context.out());
    }
    return report.healthy() ? ExitCode.MET : ExitCode.MISSED;
  }

  /** What does not fit together, without the programs that would have to be fetched first. */
  private static List<String> monitoringProblems(Path folder) {
    return new Validation(new MonitoringFolder(folder), Optional.empty(), Optional.empty())
        .examine().stream()
            .flatMap(examination -> examination.findings().stream())
            .map(Finding::sentence)
            .toList();
  }
}
