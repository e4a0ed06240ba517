package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.health.HealthReport;
import dev.genesis.harness.health.Preflight;
import dev.genesis.harness.history.Histories;
import dev.genesis.harness.history.HistoryException;
import dev.genesis.harness.history.HistoryStore;
import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.supervise.CheckRunner;
import dev.genesis.harness.supervise.Interruption;
import dev.genesis.harness.supervise.RunObserver;
import dev.genesis.harness.supervise.RunOrder;
import dev.genesis.harness.supervise.StateFolder;
import dev.genesis.harness.watch.Explorer;
import dev.genesis.harness.watch.GuardedTime;
import dev.genesis.harness.watch.Objectives;
import dev.genesis.harness.watch.Schedule;
import dev.genesis.harness.watch.ScheduleYaml;
import dev.genesis.harness.watch.StoppableSleep;
import dev.genesis.harness.watch.SystemExplorer;
import dev.genesis.harness.watch.Verdict;
import dev.genesis.harness.watch.Watch;
import dev.genesis.harness.watch.WatchLock;
import dev.genesis.harness.watch.WatchLog;
import dev.genesis.harness.watch.WatchMetrics;
import dev.genesis.harness.watch.WatchStopped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code watch}: the hours after a deployment. */
@Command(
    name = "watch",
    description = {
      "Watches the system after a deployment, checkpoint by checkpoint, and ends in a verdict.",
      "Stopped or killed, it goes on where it was when it is called again. Exit code 0: graduate;"
          + " 1: extend; 3: extend, because data is missing."
    },
    footer = {
      "",
      "Examples:",
      "  genesis watch --plan",
      "  genesis watch --deployment 1.4.2 --environment production --config genesis.yaml",
      "  genesis watch --rehearse",
      "  genesis watch --rehearse --scenario bad-hour.yaml"
    })
final class WatchCommand extends GenesisCommand {
  private static final Origin ORIGIN = new Origin(Origin.Layer.OPTION, "watch");

  @Option(names = "--plan", description = "Prints the checkpoints with what each does, no more.")
  private boolean plan;

  @Option(
      names = "--schedule",
      paramLabel = "FILE",
      description = "A schedule of one's own; else the 48-hour plan with its 55 checkpoints.")
  private @Nullable Path schedule;

  @Option(
      names = "--deployment",
      paramLabel = "VERSION",
      description = "What is watched; the watch over it is continued if there is one.")
  private @Nullable String deployment;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description = "When it was deployed, as 2026-11-24T18:00:00Z. Default: now.")
  private @Nullable String start;

  @Option(
      names = "--log",
      split = ",",
      paramLabel = "FILE",
      description = "Log files whose new errors are evidence.")
  private List<Path> logs = new ArrayList<>();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "SERVICE",
      description = "Services that are not run here, such as grafana.")
  private List<String> without = new ArrayList<>();

  @Option(
      names = "--rehearse",
      description = "Plays the whole schedule on the sandbox in a few minutes.")
  private boolean rehearse;

  @Option(
      names = "--scenario",
      paramLabel = "FILE",
      description = "With --rehearse: which faults are on at which time.")
  private @Nullable Path scenario;

  @Override
  protected int execute(CommandContext context) throws Exception {
    Schedule asked = schedule == null ? Schedule.PLAN : ScheduleYaml.read(schedule);
    if (plan) {
      WatchScreen.plan(asked, context.out());
      return ExitCode.MET;
    }
    if (scenario != null && !rehearse) {
      throw new UsageException("--scenario is for --rehearse: nobody breaks the real system");
    }
    try {
      return watch(asked, context);
    } catch (WatchStopped e) {
      context.err().println("watch: stopped; call it again to go on where it was");
      return 128 + e.signal();
    }
  }

  private int watch(Schedule asked, CommandContext context) throws Exception {
    if (rehearse) {
      return new RehearsalRun(asked, scenario, deployment, context).run();
    }
    if (deployment == null) {
      throw new UsageException("--deployment: say what is watched, such as --deployment 1.4.2");
    }
    return watch(asked, deployment, context);
  }

  @SuppressWarnings("try") // the lock is held, which is all it is for
  private int watch(Schedule asked, String version, CommandContext context) throws Exception {
    Settings settings = withSuites(context.settings());
    String environment = settings.get(GenesisSettings.ENVIRONMENT);
    Path locks = StateFolder.of(settings, context.environment()).root().resolve("locks");
    try (WatchLock lock = WatchLock.take(locks, environment, version);
        HistoryStore history = open(settings)) {
      WatchLog log =
          WatchLog.open(
              history.watch(), asked, Objectives.PLAN, environment, version, started(), false);
      Duration known = log.opened().correction();
      AtomicReference<Duration> correction = new AtomicReference<>(known);
      PrintWriter out = context.out();
      GuardedTime time =
          GuardedTime.ofMachine(
              Clock.systemUTC(),
              known,
              found -> {
                correction.set(found);
                out.println("the wall clock was set; the watch goes by the time that passed");
              },
              new StoppableSleep(Interruption.ofProcess()::signal));
      Explorer explorer =
          new SystemExplorer(
              settings, without, runs(context), () -> ownHealth(settings, context), logs);
      Watch.Setup setup =
          new Watch.Setup(
              asked,
              Objectives.PLAN,
              time,
              explorer,
              log.opened().startedAt(),
              correction::get,
              new WatchScreen(out, WatchMetrics.of(settings)));
      Verdict verdict = new Watch(setup, log).run();
      WatchScreen.verdict(verdict, out);
      return verdict.exitCode();
    }
  }

  /** Opens the history; a watch without one could not be continued. */
  static HistoryStore open(Settings settings) {
    try {
      return Histories.open(settings);
    } catch (HistoryException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), ExitCode.USAGE, e);
    }
  }

  static java.util.function.Function<RunOrder, RunOutcome> runs(CommandContext context) {
    CheckRunner runner = CheckRunner.standard();
    return order ->
        runner.run(
            order,
            new RunObserver() {
              @Override
              public void saw(dev.genesis.harness.run.JournalEvent event) {}

              @Override
              public void says(String line) {
                context.err().println("watch: " + line);
              }
            });
  }

  HealthReport ownHealth(Settings settings, CommandContext context) {
    return new Preflight(settings, context.environment(), folder -> List.of(), without)
        .quickReport();
  }

  static Settings withSuites(Settings settings) {
    boolean named =
        settings.find(GenesisSettings.CHECKS).isPresent()
            || settings.find(GenesisSettings.SUITE).isPresent();
    return named
        ? settings
        : settings.with(Map.of(GenesisSettings.SUITE.key(), "production,smoke"), ORIGIN);
  }

  private Instant started() {
    if (start == null) {
      return Instant.now();
    }
    try {
      return Instant.parse(start);
    } catch (DateTimeParseException e) {
      throw new UsageException("--start: '" + start + "' is no time; write 2026-11-24T18:00:00Z");
    }
  }
}
