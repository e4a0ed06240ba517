package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.monitor.Rendering;
import dev.genesis.harness.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code render}: a copy of the monitoring files with one's own addresses. */
@Command(
    name = "render",
    description = {
      "Copies the monitoring files with your addresses filled in, from the environment:"
          + " ONCALL_EMAIL, TEAM_EMAIL, SMTP_SMARTHOST, SMTP_FROM, SMTP_USERNAME, HEARTBEAT_URL,"
          + " RUNBOOKS_URL. Adds the rules as a PrometheusRule.",
      "Secrets are never written: they belong into the files that alertmanager.yml names."
    },
    footer = {
      "",
      "Examples:",
      "  ONCALL_EMAIL=oncall@example.com genesis render --output /etc/genesis-monitoring"
    })
final class RenderCommand extends GenesisCommand {
  @Mixin private MonitoringFiles files = new MonitoringFiles();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where the copy goes.")
  private Path output = Path.of("");

  @Override
  protected List<Setting<?>> settingsTaken() {
    return List.of(GenesisSettings.CONFIG);
  }

  @Override
  protected int execute(CommandContext context) {
    try {
      Rendering.Rendered rendered =
          new Rendering(files.folder(context).root(), context.environment()).into(output);
      context.out().println("written to " + output);
      if (!rendered.filled().isEmpty()) {
        context.out().println("filled in: " + String.join(", ", rendered.filled()));
      }
      if (!rendered.left().isEmpty()) {
        context.out().println("still our examples, not set: " + String.join(", ", rendered.left()));
      }
      rendered.secrets().forEach(context.err()::println);
      return ExitCode.MET;
    } catch (Rendering.RefusedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(
          "--output " + output + " cannot be written: " + e.getMessage(), ExitCode.USAGE, e);
    }
  }
}
