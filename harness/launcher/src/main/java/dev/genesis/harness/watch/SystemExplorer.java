package dev.genesis.harness.watch;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.health.HealthFinding;
import dev.genesis.harness.health.HealthReport;
import dev.genesis.harness.health.HealthStatus;
import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.service.Caller;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.ServiceException;
import dev.genesis.harness.service.Services;
import dev.genesis.harness.supervise.RunOrder;
import dev.genesis.harness.supervise.SupervisionException;
import dev.genesis.harness.watch.Evidence.SeenAlert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Explores the running system: runs the checks, asks Prometheus, reads the logs and looks at the
 * runner's own health.
 */
public final class SystemExplorer implements Explorer {
  private static final Origin ORIGIN = new Origin(Origin.Layer.OPTION, "watch");

  private final Settings settings;
  private final List<String> without;
  private final Function<RunOrder, RunOutcome> runs;
  private final Supplier<HealthReport> health;
  private final LogScan logs;

  /**
   * Over what the settings name.
   *
   * @param runs runs checks, stores and pushes
   * @param logFiles log files whose new errors are evidence
   */
  public SystemExplorer(
      Settings settings,
      List<String> without,
      Function<RunOrder, RunOutcome> runs,
      Supplier<HealthReport> health,
      List<Path> logFiles) {
    this.settings = settings;
    this.without = List.copyOf(without);
    this.runs = runs;
    this.health = health;
    this.logs = new LogScan(logFiles);
  }

  @Override
  public Evidence explore(Checkpoint checkpoint, Duration window, Instant since) {
    List<String> problems = new ArrayList<>();
    Ran ran = run(checkpoint, problems);
    HealthStatus own = ownHealth(problems);
    List<String> logErrors = logs.newErrors(problems);
    try (Services services = Services.of(settings)) {
      PromQl prometheus = services.promQl("prometheus", Caller.anonymous());
      PrometheusReadings readings = new PrometheusReadings(prometheus, window, problems);
      List<SeenAlert> alerts = new ArrayList<>();
      boolean known = readings.alerts(since, alerts);
      return new Evidence(
          ran.runId,
          ran.passRates,
          ran.conclusive,
          ran.failedCritical,
          readings.errorRatio(),
          readings.p95(),
          readings.up(),
          readings.meanLatency(),
          readings.resources(),
          alerts,
          known,
          own.toString(),
          logErrors,
          problems);
    } catch (ServiceException e) {
      problems.add(line(e));
      return ran.alone(window, own, logErrors, problems);
    }
  }

  /** What the run of the checks gave. */
  private static final class Ran {
    private @Nullable String runId;
    private final SortedMap<String, Double> passRates = new TreeMap<>();
    private boolean conclusive;
    private final List<String> failedCritical = new ArrayList<>();

    Evidence alone(
        Duration window, HealthStatus own, List<String> logErrors, List<String> problems) {
      Reading none = Reading.missing("Prometheus could not be asked", window);
      return new Evidence(
          runId,
          passRates,
          conclusive,
          failedCritical,
          none,
          none,
          none,
          none,
          new TreeMap<>(),
          List.of(),
          false,
          own.toString(),
          logErrors,
          problems);
    }
  }

  private Ran run(Checkpoint checkpoint, List<String> problems) {
    Ran ran = new Ran();
    Settings asked =
        checkpoint.kind() == Checkpoint.Kind.FULL_SUITE
            ? settings.with(Map.of(GenesisSettings.CONFIRM.key(), "2"), ORIGIN)
            : settings;
    try {
      RunOutcome outcome =
          runs.apply(
              RunOrder.of(asked).but().purpose(RunOrder.Purpose.WATCH).without(without).order());
      if (outcome.run().interrupted() != 0) {
        throw new WatchStopped(outcome.run().interrupted());
      }
      ran.runId = outcome.run().runId();
      ran.conclusive = outcome.run().conclusive();
      outcome
          .run()
          .suites()
          .forEach(suite -> ran.passRates.put(suite.name(), suite.counts().passRate()));
      outcome.run().checks().stream()
          .filter(c -> c.outcome() == Outcome.FAILED && c.check().severity() == Severity.P0)
          .map(CheckResult::id)
          .distinct()
          .forEach(ran.failedCritical::add);
      problems.addAll(outcome.problems());
    } catch (SupervisionException e) {
      problems.add("the checks could not be run: " + line(e));
    }
    return ran;
  }

  private HealthStatus ownHealth(List<String> problems) {
    HealthReport report = health.get();
    for (HealthFinding finding : report.findings()) {
      if (finding.status() == HealthStatus.FAILED) {
        problems.add("the runner's " + finding.name() + ": " + finding.says());
      }
    }
    return report.status();
  }

  private static String line(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
