package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.health.Preflight;
import dev.genesis.harness.history.HistoryStore;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.service.Services;
import dev.genesis.harness.supervise.CarriedFiles;
import dev.genesis.harness.supervise.CheckRunner;
import dev.genesis.harness.supervise.Interruption;
import dev.genesis.harness.supervise.RunObserver;
import dev.genesis.harness.supervise.RunOrder;
import dev.genesis.harness.supervise.StateFolder;
import dev.genesis.harness.watch.Explorer;
import dev.genesis.harness.watch.GuardedTime;
import dev.genesis.harness.watch.Objectives;
import dev.genesis.harness.watch.Rehearsal;
import dev.genesis.harness.watch.RehearsalTime;
import dev.genesis.harness.watch.Scenario;
import dev.genesis.harness.watch.Schedule;
import dev.genesis.harness.watch.StoppableSleep;
import dev.genesis.harness.watch.SystemExplorer;
import dev.genesis.harness.watch.Verdict;
import dev.genesis.harness.watch.Watch;
import dev.genesis.harness.watch.WatchLock;
import dev.genesis.harness.watch.WatchLog;
import dev.genesis.harness.watch.WatchMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code watch --rehearse}: the same watch on a sandbox, with a clock that passes quickly between
 * checkpoints. Its history is a file of its own unless one is named.
 */
final class RehearsalRun {
  private static final Origin ORIGIN = new Origin(Origin.Layer.OPTION, "watch --rehearse");
  private static final Duration SCRAPE = Duration.ofMillis(250);
  private static final Duration FOUR_SCRAPES = SCRAPE.multipliedBy(4);

  /** Two days pass in about fifteen seconds of waiting; the checkpoints take the rest. */
  private static final double SCALE = 12_000;

  private static final Duration WARM_UP = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMinutes(15);
  private static final GuardedTime.Sleeper SLEEPER =
      new StoppableSleep(Interruption.ofProcess()::signal);

  private final Schedule schedule;
  private final Scenario scenario;
  private final String deployment;
  private final CommandContext context;
  private final Path state;

  RehearsalRun(
      Schedule schedule,
      @Nullable Path scenario,
      @Nullable String deployment,
      CommandContext context) {
    this.schedule = schedule;
    this.scenario = scenario == null ? Scenario.QUIET : Scenario.read(scenario, schedule);
    this.deployment = deployment == null ? "rehearsal" : deployment;
    this.context = context;
    this.state = StateFolder.of(context.settings(), context.environment()).root();
  }

  @SuppressWarnings("try") // the lock is held, which is all it is for
  int run() throws InterruptedException {
    Settings own = ownHistory(WatchCommand.withSuites(context.settings()));
    try (WatchLock lock = WatchLock.take(state.resolve("locks"), "sandbox", deployment);
        HistoryStore history = WatchCommand.open(own);
        Sandbox sandbox = sandbox()) {
      Settings settings = through(sandbox, own);
      warmUp(settings);
      return watch(sandbox, settings, history);
    }
  }

  private int watch(Sandbox sandbox, Settings settings, HistoryStore history)
      throws InterruptedException {
    Instant began = Instant.now();
    WatchLog log =
        WatchLog.open(
            history.watch(),
            schedule,
            Objectives.PLAN,
            sandbox.environment(),
            deployment,
            began,
            true);
    RehearsalTime time =
        new RehearsalTime(log.opened().watchTime(), SCALE, FOUR_SCRAPES, STEP, SLEEPER);
    try (Services services = Services.of(settings)) {
      Explorer explorer =
          new Rehearsal(
              sandbox,
              scenario,
              log.opened().startedAt(),
              time,
              services,
              new SystemExplorer(
                  settings,
                  List.of("grafana"),
                  WatchCommand.runs(context),
                  () ->
                      new Preflight(
                              settings,
                              context.environment(),
                              folder -> List.of(),
                              List.of("grafana"))
                          .quickReport(),
                  List.of()),
              new Rehearsal.Timing(
                  FOUR_SCRAPES.multipliedBy(3), Duration.ofSeconds(30), SLEEPER, System::nanoTime));
      Watch.Setup setup =
          new Watch.Setup(
              schedule,
              Objectives.PLAN,
              time,
              explorer,
              began,
              () -> Duration.ZERO,
              new WatchScreen(context.out(), WatchMetrics.of(settings)));
      Verdict verdict = new Watch(setup, log).run();
      WatchScreen.verdict(verdict, context.out());
      return verdict.exitCode();
    }
  }

  private Sandbox sandbox() {
    return Sandbox.builder()
        .withEverything()
        .monitoring(CarriedFiles.ofThisJar(context.environment()).folder("monitoring"))
        .time(CompressedTime.fast().scrapingEvery(SCRAPE))
        .start();
  }

  private Settings ownHistory(Settings settings) {
    return settings.find(GenesisSettings.HISTORY).isPresent()
        ? settings
        : settings.with(
            Map.of(GenesisSettings.HISTORY.key(), state.resolve("rehearsal.db").toString()),
            ORIGIN);
  }

  private Settings through(Sandbox sandbox, Settings settings) {
    CarriedFiles carried = CarriedFiles.ofThisJar(context.environment());
    Map<String, String> texts = new HashMap<>();
    texts.put(
        GenesisSettings.PUSHGATEWAY_URL.key(),
        String.valueOf(sandbox.services().get("pushgateway")));
    texts.put(GenesisSettings.CONFIRM_DELAY.key(), "500ms");
    // windows that see one checkpoint and not the one before
    return SandboxSettings.in(sandbox, settings, carried, FOUR_SCRAPES.multipliedBy(2))
        .with(texts, ORIGIN);
  }

  /** A world that has just started has no history to judge: it gets time to become steady. */
  private void warmUp(Settings settings) {
    RunOrder order =
        RunOrder.of(settings)
            .but()
            .purpose(RunOrder.Purpose.PROVE)
            .push(false)
            .without(List.of("grafana"))
            .order();
    long until = System.nanoTime() + WARM_UP.toNanos();
    List<String> failing;
    do {
      failing =
          CheckRunner.standard().runOnly(order, RunObserver.NONE).checks().stream()
              .filter(check -> check.outcome() != Outcome.PASSED)
              .map(CheckResult::id)
              .toList();
    } while (!failing.isEmpty() && System.nanoTime() - until < 0);
    if (!failing.isEmpty()) {
      throw new CommandFailure(
          "the sandbox does not become healthy: %s; try genesis sandbox and genesis run in it"
              .formatted(String.join(", ", failing)),
          ExitCode.INCONCLUSIVE);
    }
  }
}
