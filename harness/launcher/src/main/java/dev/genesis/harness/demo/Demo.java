package dev.genesis.harness.demo;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.service.Caller;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.Services;
import dev.genesis.harness.supervise.CheckRunner;
import dev.genesis.harness.supervise.Interruption;
import dev.genesis.harness.supervise.RunObserver;
import dev.genesis.harness.supervise.RunOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One demonstration in one running sandbox. */
public final class Demo implements AutoCloseable {
  /**
   * Prometheus scrapes every second in the sandbox: it is there after two, or something is wrong.
   */
  private static final Duration ARRIVAL = Duration.ofSeconds(20);

  private static final Duration FIRST_SIGHT = Duration.ofMinutes(1);

  private static final List<String> NOT_HERE = List.of("grafana");

  private final Sandbox sandbox;
  private final Settings settings;
  private final Services services;
  private final PrintWriter out;
  private final RunObserver observer;
  private final Consumer<RunOutcome> summary;
  private final Waiting waiting = new Waiting(Interruption.ofProcess());

  /**
   * @param folder where history and files go if the settings name no place
   * @param summary prints a run as {@code run} does
   */
  public Demo(
      Sandbox sandbox,
      Settings given,
      Path folder,
      PrintWriter out,
      RunObserver observer,
      Consumer<RunOutcome> summary) {
    this.sandbox = sandbox;
    this.settings = DemoSettings.of(given, sandbox, folder);
    this.services = Services.of(settings);
    this.out = out;
    this.observer = observer;
    this.summary = summary;
  }

  /** Runs both suites, and shows that Prometheus has the numbers that {@code run.json} has. */
  public int run() throws IOException {
    out.println("waiting until Prometheus has seen the small world through a whole window");
    out.flush();
    if (!waiting.until(FIRST_SIGHT, sandbox::seen)) {
      out.println("Prometheus has not seen all of it in time; what follows may show it");
    }
    RunOutcome outcome = runOnce();
    summary.accept(outcome);
    if (Interruption.ofProcess().came()) {
      return outcome.exitCode();
    }
    return readBack(outcome) || outcome.exitCode() != ExitCode.MET
        ? outcome.exitCode()
        : ExitCode.NOT_PUBLISHED;
  }

  /** Runs, switches a fault on, waits for the page, switches it off, waits for the recovery. */
  public int run(Fault fault) throws IOException {
    int exitCode = run();
    if (exitCode != ExitCode.MET) {
      out.println("the sandbox is not well without a fault; nothing more is shown");
      return exitCode;
    }
    return new FaultStory(sandbox, prometheus(), waiting, out, this::runOnce).tell(fault);
  }

  private PromQl prometheus() {
    return services.promQl("prometheus", Caller.anonymous());
  }

  private RunOutcome runOnce() {
    // what the sandbox has no stand-in for is left out, visibly
    List<String> missing = sandbox.services().containsKey("grafana") ? List.of() : NOT_HERE;
    return CheckRunner.standard()
        .run(RunOrder.of(settings).but().without(missing).order(), observer);
  }

  private boolean readBack(RunOutcome outcome) throws IOException {
    ReadBack readBack = new ReadBack(prometheus(), sandbox.environment());
    BooleanSupplier arrived = () -> readBack.arrived(outcome);
    boolean inTime = waiting.until(ARRIVAL, arrived);
    Path runJson = settings.get(GenesisSettings.OUTPUT).resolve("run.json");
    List<ReadBack.Pair> pairs = readBack.pairs(outcome, runJson);
    out.println();
    out.printf("%-14s %-22s %-22s%n", "pass rate", "read from Prometheus", "in run.json");
    for (ReadBack.Pair pair : pairs) {
      out.printf(
          "%-14s %-22s %-22s %s%n",
          pair.suite(),
          pair.inPrometheus().map(String::valueOf).orElse("(not there)"),
          pair.inFile(),
          pair.equal() ? "equal" : "NOT EQUAL");
    }
    out.flush();
    return inTime && !pairs.isEmpty() && pairs.stream().allMatch(ReadBack.Pair::equal);
  }

  @Override
  public void close() {
    services.close();
  }
}
