package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.demo.Demo;
import dev.genesis.harness.publish.ConsoleSummary;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.supervise.CarriedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: the whole loop on this machine. */
@Command(
    name = "demo",
    description = {
      "Starts a small world on loopback (a stand-in Genesis, the real Prometheus, Pushgateway,"
          + " Alertmanager and node exporter), runs both suites in it, pushes, and shows that"
          + " Prometheus has the very numbers of run.json.",
      "With --fault: what fails, which alert fires, which notification arrives, and the recovery."
    },
    footer = {
      "",
      "Examples:",
      "  genesis demo",
      "  genesis demo --fault error-ratio",
      "  genesis demo --output out"
    })
final class DemoCommand extends GenesisCommand {
  @Option(
      names = "--fault",
      paramLabel = "NAME",
      completionCandidates = FaultNames.class,
      description = "A fault of the stand-in: ${COMPLETION-CANDIDATES}.")
  private @Nullable String fault;

  @Override
  protected List<Setting<?>> settingsTaken() {
    return List.of(
        GenesisSettings.CONFIG,
        GenesisSettings.PARALLEL,
        GenesisSettings.MAX_RPS,
        GenesisSettings.CHECK_TIMEOUT,
        GenesisSettings.RUN_TIMEOUT,
        GenesisSettings.CONFIRM,
        GenesisSettings.CONFIRM_DELAY,
        GenesisSettings.OBJECTIVE_PASS_RATE,
        GenesisSettings.OUTPUT,
        GenesisSettings.HISTORY);
  }

  @Override
  protected int execute(CommandContext context) throws Exception {
    Fault wanted = fault == null ? null : named(fault);
    Path folder = Files.createTempDirectory("genesis-demo");
    Progress progress = new Progress(context.terminal());
    context.err().println("starting the sandbox (the first time, its programs are fetched)");
    try (Sandbox sandbox =
            Sandbox.builder()
                .withEverything()
                .time(CompressedTime.fast())
                .monitoring(CarriedFiles.ofThisJar(context.environment()).folder("monitoring"))
                .start();
        Demo demo =
            new Demo(
                sandbox,
                context.settings(),
                folder,
                context.out(),
                progress,
                outcome -> {
                  progress.end();
                  ConsoleSummary.print(
                      outcome,
                      context.out(),
                      context.terminal().colours(),
                      context.terminal().interactive() ? context.terminal().width() : 0);
                })) {
      return wanted == null ? demo.run() : demo.run(wanted);
    } finally {
      progress.end();
      CarriedFiles.delete(folder);
    }
  }

  private static Fault named(String label) {
    return Fault.of(label)
        .orElseThrow(
            () ->
                new UsageException(
                    "--fault: there is no fault '" + label + "'; genesis demo --help lists them"));
  }

  /** The labels of all faults, for help and completion. */
  static final class FaultNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Fault.values()).map(Fault::label).iterator();
    }
  }
}
