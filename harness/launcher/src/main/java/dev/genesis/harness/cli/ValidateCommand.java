package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.monitor.Examination;
import dev.genesis.harness.monitor.Finding;
import dev.genesis.harness.monitor.MonitoringFolder;
import dev.genesis.harness.monitor.Validation;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.sandbox.stack.ProgramException;
import dev.genesis.harness.sandbox.stack.ProgramSource;
import dev.genesis.harness.sandbox.stack.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code validate}: do the monitoring files fit together. */
@Command(
    name = "validate",
    description =
        "Checks the monitoring files: rules, routes, secrets, dashboard, runbook links and metric"
            + " names, and whether they fit together. Exit code 1 if something does not.",
    footer = {
      "",
      "Examples:",
      "  genesis validate",
      "  genesis validate --monitoring /etc/genesis"
    })
final class ValidateCommand extends GenesisCommand {
  @Mixin private MonitoringFiles files = new MonitoringFiles();

  @Override
  protected List<Setting<?>> settingsTaken() {
    return List.of(GenesisSettings.CONFIG);
  }

  @Override
  protected int execute(CommandContext context) {
    MonitoringFolder folder = files.folder(context);
    List<Examination> examinations =
        new Validation(folder, program(Tool.PROMTOOL), program(Tool.AMTOOL)).examine();
    int findings = 0;
    for (Examination examination : examinations) {
      context
          .out()
          .printf(
              "%-10s %-5s %s%n",
              examination.subject(),
              examination.fits() ? "ok" : "FAILS",
              examination.fits()
                  ? examination.outcome()
                  : examination.findings().size() + " findings");
      findings += examination.findings().size();
    }
    for (Examination examination : examinations) {
      for (Finding finding : examination.findings()) {
        context.out().println(Visible.text(finding.sentence()));
      }
    }
    context.out().println(findings == 0 ? "everything fits" : findings + " findings");
    return findings == 0 ? ExitCode.MET : ExitCode.MISSED;
  }

  private static Optional<Path> program(Tool tool) {
    try {
      return Optional.of(ProgramSource.standard().find(tool));
    } catch (ProgramException e) {
      // what only it knows is then said to be unexamined, in the table
      return Optional.empty();
    }
  }
}
