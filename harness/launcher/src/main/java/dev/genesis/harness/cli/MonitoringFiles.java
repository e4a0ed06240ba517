package dev.genesis.harness.cli;

import dev.genesis.harness.monitor.MonitoringFolder;
import dev.genesis.harness.supervise.CarriedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The folder with the monitoring files: the one that is named, else {@code monitoring}, else ours.
 */
final class MonitoringFiles {
  @Option(
      names = "--monitoring",
      paramLabel = "DIR",
      description =
          "The folder with the monitoring files. Default: monitoring, else those that the launcher"
              + " carries.")
  private @Nullable Path folder;

  MonitoringFolder folder(CommandContext context) {
    Path chosen = folder;
    if (chosen == null) {
      Path here = Path.of("monitoring");
      chosen =
          Files.isRegularFile(here.resolve("prometheus_config.yml"))
              ? here
              : CarriedFiles.ofThisJar(context.environment()).folder("monitoring");
    }
    if (!Files.isRegularFile(chosen.resolve("prometheus_config.yml"))) {
      throw new UsageException(
          "--monitoring: " + chosen + " has no prometheus_config.yml; name the folder that has");
    }
    // promtool and amtool run elsewhere
    return new MonitoringFolder(chosen.toAbsolutePath().normalize());
  }
}
