package dev.genesis.harness.supervise;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.publish.JudgedRun;
import dev.genesis.harness.publish.Publishing;
import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Manifest;
import dev.genesis.harness.run.RunMerge;
import dev.genesis.harness.run.RunRequest;
import dev.genesis.harness.run.RunRequest.Limits;
import dev.genesis.harness.run.RunRequest.Part;
import dev.genesis.harness.run.RunRequest.Selection;
import dev.genesis.harness.run.RunScope;
import dev.genesis.harness.supervise.RunOrder.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs checks once, the whole way: children, merge, judgement, history, files, push. What {@code
 * run}, {@code watch}, {@code deploy}, {@code prove} and {@code demo} have in common.
 */
public final class CheckRunner {
  private final Map<String, String> environment;
  private final CarriedFiles carried;
  private final Interruption interruption;
  private final Clock clock;
  private final Memories memories;

  /** How a run gets at what came before it. */
  interface Memories {
    RunMemory open(Settings settings, StateFolder state);
  }

  CheckRunner(
      Map<String, String> environment,
      CarriedFiles carried,
      Interruption interruption,
      Clock clock,
      Memories memories) {
    this.environment = environment;
    this.carried = carried;
    this.interruption = interruption;
    this.clock = clock;
    this.memories = memories;
  }

  /** With this process's environment, jar and signals. */
  public static CheckRunner standard() {
    return new CheckRunner(
        System.getenv(),
        CarriedFiles.ofThisJar(System.getenv()),
        Interruption.ofProcess(),
        Clock.systemUTC(),
        HistoryMemory::open);
  }

  /**
   * Runs, stores and publishes.
   *
   * @throws SupervisionException if nothing could be run
   */
  public RunOutcome run(RunOrder order, RunObserver observer) {
    if (order.purpose() == Purpose.PROVE) {
      throw new IllegalArgumentException("a proof is not published: runOnly");
    }
    ChildClassPath classPath = ChildClassPath.of(order.settings(), carried);
    StateFolder state = StateFolder.of(order.settings(), environment);
    try (RunMemory memory = new RunMemoryInAMoment(() -> memories.open(order.settings(), state))) {
      LostRuns.count(state, memory, observer);
      Set<String> only = order.failed() ? failedLast(order, memory) : Set.of();
      RunOutcome outcome;
      EnvironmentLock lock = lock(order, state, observer);
      try (RunFolder folder = RunFolder.create(state, RunIds.next(clock))) {
        outcome = published(order, classPath, folder, only, memory, observer);
        folder.done();
      } catch (IOException e) {
        throw SupervisionException.hindered(
            "the run's folder could not be kept (" + Reasons.of(e) + ")");
      } finally {
        lock.close();
      }
      OldRuns.clear(state);
      return outcome;
    }
  }

  private RunOutcome published(
      RunOrder order,
      ChildClassPath classPath,
      RunFolder folder,
      Set<String> only,
      RunMemory memory,
      RunObserver observer)
      throws IOException {
    CheckRun run =
        supervise(
            order, classPath, folder, only, () -> memory.templateCounts(scope(order)), observer);
    return Publishing.standard()
        .publish(JudgedRun.judge(run, order.settings()), order.settings(), memory.store());
  }

  /**
   * Merges what test JVMs recorded in these folders into one run, stores and publishes it.
   *
   * @throws SupervisionException if there is nothing to publish
   */
  public RunOutcome publish(List<Path> folders, RunOrder order, RunObserver observer) {
    Settings settings = order.settings();
    StateFolder state = StateFolder.of(settings, environment);
    try (RunMemory memory = memories.open(settings, state)) {
      EnvironmentLock lock = lock(order, state, observer);
      try {
        RunScope scope = scope(order);
        CheckRun run = RecordedRun.merge(folders, settings, scope, memory.templateCounts(scope));
        return Publishing.standard()
            .publish(JudgedRun.judge(run, settings), settings, memory.store());
      } finally {
        lock.close();
      }
    }
  }

  private EnvironmentLock lock(RunOrder order, StateFolder state, RunObserver observer) {
    return EnvironmentLock.take(
        state,
        order.settings().get(GenesisSettings.ENVIRONMENT),
        order.purpose(),
        order.settings().get(GenesisSettings.RUN_TIMEOUT),
        observer::says,
        interruption::came);
  }

  private Set<String> failedLast(RunOrder order, StateFolder state) {
    try (RunMemory memory = memories.open(order.settings(), state)) {
      return failedLast(order, memory);
    }
  }

  private static Set<String> failedLast(RunOrder order, RunMemory memory) {
    String environment = order.settings().get(GenesisSettings.ENVIRONMENT);
    Set<String> failed =
        memory
            .failedOfLastRun(environment)
            .orElseThrow(
                () ->
                    SupervisionException.wrongUsage(
                        "--failed: no earlier run of environment " + environment + " is known"));
    if (failed.isEmpty()) {
      throw SupervisionException.hindered(
          "--failed: nothing failed in the last run of environment " + environment);
    }
    return failed;
  }

  /**
   * Runs without storing or publishing anything, and without waiting for anybody.
   *
   * @throws SupervisionException if nothing could be run
   */
  public CheckRun runOnly(RunOrder order, RunObserver observer) {
    ChildClassPath classPath = ChildClassPath.of(order.settings(), carried);
    StateFolder state = StateFolder.of(order.settings(), environment);
    Set<String> only = order.failed() ? failedLast(order, state) : Set.of();
    try (RunFolder folder = RunFolder.create(state, RunIds.next(clock))) {
      CheckRun run = supervise(order, classPath, folder, only, Map::of, observer);
      folder.done();
      return run;
    } catch (IOException e) {
      throw SupervisionException.hindered(
          "the run's folder could not be kept (" + Reasons.of(e) + ")");
    }
  }

  private CheckRun supervise(
      RunOrder order,
      ChildClassPath classPath,
      RunFolder folder,
      Set<String> only,
      Supplier<Map<String, Integer>> lastCounts,
      RunObserver observer)
      throws IOException {
    Settings settings = order.settings();
    Selection selection = selection(order, only);
    RunRequest request =
        new RunRequest(
            folder.runId(),
            scope(order),
            classPath.checks(),
            selection,
            new Limits(
                settings.get(GenesisSettings.PARALLEL),
                settings.get(GenesisSettings.CHECK_TIMEOUT),
                settings.get(GenesisSettings.RUN_TIMEOUT),
                order.failFast()),
            new Part(1, order.dryRun(), List.of(), List.of()),
            folder.journal(1),
            settings.shareable(),
            Map.of());
    Supervision supervision =
        new Supervision(
            folder,
            request,
            classPath,
            settings,
            order.childEnvironment(),
            () ->
                new RunMerge(
                    folder.runId(),
                    request.scope(),
                    selection,
                    Manifest.of(classPath.checks()),
                    lastCounts.get()),
            observer,
            interruption,
            clock);
    try {
      return supervision.untilEnd();
    } catch (SupervisionException e) {
      folder.done(); // it is said now: nothing of it is lost
      throw e;
    }
  }

  private static RunScope scope(RunOrder order) {
    Settings settings = order.settings();
    @Nullable Shard shard = order.shard();
    return new RunScope(
        settings.get(GenesisSettings.ENVIRONMENT),
        settings.find(GenesisSettings.LOCATION).orElse(null),
        shard == null ? null : shard.label(),
        settings.find(GenesisSettings.RUNNER).orElse(null),
        settings.find(GenesisSettings.PUSH_AS).orElse(null));
  }

  private static Selection selection(RunOrder order, Set<String> only) {
    Settings settings = order.settings();
    @Nullable Shard shard = order.shard();
    return new Selection(
        settings.find(GenesisSettings.SUITE).orElse(List.of()),
        order.select(),
        order.tags() == null ? "" : order.tags(),
        order.exclude(),
        order.without(),
        List.copyOf(only),
        shard == null ? 1 : shard.number(),
        shard == null ? 1 : shard.of(),
        settings.get(GenesisSettings.ALLOW_MUTATIONS));
  }
}
