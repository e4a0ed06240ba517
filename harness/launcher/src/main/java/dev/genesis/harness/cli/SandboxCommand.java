package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.SandboxBuilder;
import dev.genesis.harness.supervise.CarriedFiles;
import dev.genesis.harness.supervise.Interruption;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sandbox}: the small world, until interrupted. */
@Command(
    name = "sandbox",
    description = "Starts the small world on loopback and keeps it until Ctrl-C.",
    footer = {
      "",
      "Examples:",
      "  genesis sandbox",
      "  genesis sandbox --real-time",
      "  curl -X PUT http://127.0.0.1:PORT/faults/error-ratio   (the address is printed)"
    })
final class SandboxCommand extends GenesisCommand {
  @Option(
      names = "--real-time",
      description = "Keeps the durations of the monitoring files instead of compressing them.")
  private boolean realTime;

  @Override
  protected List<Setting<?>> settingsTaken() {
    return List.of(GenesisSettings.CONFIG, GenesisSettings.ENVIRONMENT);
  }

  @Override
  protected int execute(CommandContext context) throws Exception {
    Interruption interruption = Interruption.ofProcess();
    SandboxBuilder builder =
        Sandbox.builder()
            .withEverything()
            .monitoring(CarriedFiles.ofThisJar(context.environment()).folder("monitoring"));
    if (!realTime) {
      builder.time(CompressedTime.fast());
    }
    try (Sandbox sandbox = builder.start()) {
      new TreeMap<>(sandbox.services())
          .forEach((name, uri) -> context.out().printf("%-14s  %s%n", name, uri));
      context
          .out()
          .printf("%-14s  %s/faults/NAME (PUT, DELETE)%n", "faults", sandbox.genesis().control());
      context.out().println();
      context
          .out()
          .println(
              "run checks in it:  genesis run --suite smoke --environment "
                  + sandbox.environment()
                  + services(sandbox));
      context.out().println("Ctrl-C ends it.");
      while (!interruption.came()) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    return ExitCode.MET;
  }

  private static String services(Sandbox sandbox) {
    StringBuilder options = new StringBuilder();
    new TreeMap<>(sandbox.services())
        .forEach(
            (name, uri) -> options.append(" --service-").append(name).append("-url ").append(uri));
    return options.toString();
  }
}
