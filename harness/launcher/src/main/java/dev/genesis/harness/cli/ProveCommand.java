package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.prove.MatrixHtml;
import dev.genesis.harness.prove.MatrixJson;
import dev.genesis.harness.prove.MatrixText;
import dev.genesis.harness.prove.ProofMatrix;
import dev.genesis.harness.prove.ProofWorld;
import dev.genesis.harness.prove.Prover;
import dev.genesis.harness.prove.Tolerations;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.SandboxBuilder;
import dev.genesis.harness.sandbox.fault.WireFault;
import dev.genesis.harness.supervise.CarriedFiles;
import dev.genesis.harness.supervise.CheckRunner;
import dev.genesis.harness.supervise.ChildClassPath;
import dev.genesis.harness.supervise.RunOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prove}: shows for each check which faults make it fail. */
@Command(
    name = "prove",
    description =
        "Shows for each check which injected faults make it fail; one that none does is vacuous."
            + " Without configured services, the suites are proven in the sandbox.",
    footer = {
      "",
      "Examples:",
      "  genesis prove",
      "  genesis prove --suite smoke --minimum-score 1.0",
      "  genesis prove --checks my-checks.jar --service-shop-url https://shop.example --format json",
      "  genesis prove --checks my-checks.jar --sandbox --faults empty-json,stale"
    })
final class ProveCommand extends GenesisCommand {
  private static final Duration SANDBOX_WINDOW = Duration.ofSeconds(10);

  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--format", description = "table or json. Default: table.")
  private Format format = Format.table;

  @Option(
      names = "--minimum-score",
      paramLabel = "RATIO",
      description = "The score to reach, from 0 to 1, for exit code 0. Default: 1.0.")
  private double minimumScore = 1.0;

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "FAULT",
      description = "Tries these only. Default: all of them.")
  private List<String> faults = new ArrayList<>();

  @Option(names = "--sandbox", description = "Against the sandbox, whatever is configured.")
  private boolean sandbox;

  @Option(
      names = "--tls",
      description = "Checks speak https with the proxies, so that invalid-tls applies everywhere.")
  private boolean tls;

  @Option(
      names = "--request-timeout",
      paramLabel = "DURATION",
      description = "How long checks wait where no answer comes in time. Default: 2s.")
  private String requestTimeout = "2s";

  @Option(
      names = "--time-limit",
      paramLabel = "DURATION",
      description = "No round begins after this. Default: 10m.")
  private String timeLimit = "10m";

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes the matrix as a fragment of HTML as well.")
  private @Nullable Path html;

  @Override
  protected int execute(CommandContext context) throws Exception {
    if (minimumScore < 0 || minimumScore > 1) {
      throw new UsageException("--minimum-score: " + minimumScore + " is no ratio; write 0.95");
    }
    List<WireFault> tried = faults();
    Duration timeout = duration("--request-timeout", requestTimeout);
    Duration limit = duration("--time-limit", timeLimit);
    Settings settings = withSuites(context.settings());
    CarriedFiles carried = CarriedFiles.ofThisJar(context.environment());
    Tolerations tolerations = Tolerations.in(ChildClassPath.of(settings, carried).checks());
    Path folder = Files.createTempDirectory("genesis-prove");
    try (ProofWorld world = world(settings, timeout, folder, carried)) {
      boolean fresh = inSandbox(settings);
      ProofMatrix matrix =
          new Prover(
                  runs(world, fresh),
                  new Prover.Setup(
                      world.proxies(),
                      tolerations,
                      tried,
                      fresh ? Duration.ofMinutes(2) : Duration.ZERO,
                      limit,
                      System::nanoTime,
                      line -> progress(context, line)))
              .prove();
      show(matrix, context);
      return exitCode(matrix);
    } finally {
      delete(folder);
    }
  }

  /** The Genesis suites where nothing was named. */
  private static Settings withSuites(Settings settings) {
    boolean named =
        settings.find(GenesisSettings.CHECKS).isPresent()
            || settings.find(GenesisSettings.SUITE).isPresent();
    return named
        ? settings
        : settings.with(
            Map.of(GenesisSettings.SUITE.key(), "production,smoke"),
            new Origin(Origin.Layer.DEFAULT, "prove"));
  }

  private boolean inSandbox(Settings settings) {
    boolean configured =
        settings.serviceNames().stream().anyMatch(n -> settings.service(n).url().isPresent());
    boolean ours = settings.find(GenesisSettings.CHECKS).isEmpty();
    return sandbox || (ours && !configured);
  }

  private ProofWorld world(Settings settings, Duration timeout, Path folder, CarriedFiles carried) {
    if (!inSandbox(settings)) {
      return ProofWorld.configured(settings, timeout, folder, tls);
    }
    SandboxBuilder builder = Sandbox.builder().withEverything().time(CompressedTime.fast());
    Path monitoring = carried.folder("monitoring");
    if (Files.isDirectory(monitoring)) {
      builder.monitoring(monitoring);
    }
    Sandbox started = builder.start();
    try {
      Settings inIt = SandboxSettings.in(started, settings, carried, SANDBOX_WINDOW);
      return ProofWorld.of(started, inIt, timeout, folder, tls);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private Prover.Runs runs(ProofWorld world, boolean inSandbox) {
    CheckRunner runner = CheckRunner.standard();
    RunOrder plain = options.of(world.settings(null)).order();
    List<String> without = new ArrayList<>(plain.without());
    if (inSandbox && !without.contains("grafana")) {
      without.add("grafana"); // the sandbox has none
    }
    return (leaveOut, fault, observer) -> {
      List<String> excluded = new ArrayList<>(plain.exclude());
      excluded.addAll(leaveOut);
      RunOrder order =
          options
              .of(world.settings(fault))
              .purpose(RunOrder.Purpose.PROVE)
              .push(false)
              .without(without)
              .exclude(excluded)
              .order();
      return runner.runOnly(order, observer);
    };
  }

  private void show(ProofMatrix matrix, CommandContext context) throws IOException {
    if (format == Format.json) {
      context.out().print(MatrixJson.write(matrix, minimumScore));
      context.out().flush();
    } else {
      MatrixText.print(matrix, minimumScore, context.out());
    }
    if (html != null) {
      Files.writeString(html, MatrixHtml.fragment(matrix));
    }
  }

  private int exitCode(ProofMatrix matrix) {
    if (matrix.checks().isEmpty()) {
      return ExitCode.INCONCLUSIVE;
    }
    if (!matrix.vacuous().isEmpty() || matrix.score() < minimumScore) {
      return ExitCode.MISSED;
    }
    return matrix.complete() ? ExitCode.MET : ExitCode.INCONCLUSIVE;
  }

  private List<WireFault> faults() {
    if (faults.isEmpty()) {
      return List.of(WireFault.values());
    }
    return faults.stream()
        .map(
            label ->
                WireFault.of(label)
                    .orElseThrow(
                        () ->
                            new UsageException(
                                "--faults: '%s' is none; there are %s"
                                    .formatted(
                                        label,
                                        String.join(
                                            ", ",
                                            Arrays.stream(WireFault.values())
                                                .map(WireFault::label)
                                                .toList())))))
        .distinct()
        .sorted()
        .toList();
  }

  private static Duration duration(String option, String text) {
    try {
      return SettingType.duration(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s: '%s' %s".formatted(option, text, e.getMessage()));
    }
  }

  private static void progress(CommandContext context, String line) {
    context.err().println("prove: " + line);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // left in a temporary place, which the system empties
    }
  }
}
