package dev.genesis.harness.run;

import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.config.SettingsLoader;
import dev.genesis.harness.run.JournalEvent.StopCause;
import dev.genesis.harness.run.JournalEvent.Trouble;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/** One process's part of a run, from discovery to the completion record. */
final class ChildRun {
  private final RunRequest request;
  private final JournalWriter journal;
  private final Clock clock = Clock.systemUTC();
  private final RunningNodes running = new RunningNodes();
  private final Cancellation cancellation = Cancellation.create();
  private final Watchdog watchdog;
  private final DeathNotes deathNotes;

  ChildRun(RunRequest request, JournalWriter journal) {
    this.request = request;
    this.journal = journal;
    this.watchdog =
        new Watchdog(running, journal, clock, request.limits(), this::startNothingMore, this::end);
    this.deathNotes = new DeathNotes(running, journal);
  }

  /** Ends the run early, gracefully. */
  void stop(StopCause cause) {
    watchdog.stop(cause);
  }

  /** Runs it all and ends the process. */
  void run() {
    journal.writeNow(
        new JournalEvent.Begun(
            request.runId(),
            request.scope().environment(),
            ProcessHandle.current().pid(),
            clock.instant()));
    Thread.setDefaultUncaughtExceptionHandler(this::uncaught);
    Runtime.getRuntime().addShutdownHook(new Thread(deathNotes::exiting, "genesis-exit"));
    watchdog.start();
    try {
      session();
      complete();
    } catch (OutOfMemoryError e) {
      outOfMemory(e);
    } catch (Throwable e) {
      // whatever it is, the parent must read it in the journal rather than guess
      trouble(Trouble.ENGINE, "", "engine", FailureClassifier.of(e), "the engine failed: " + e);
      end(ChildMain.BROKEN);
    }
  }

  private void outOfMemory(OutOfMemoryError error) {
    deathNotes.outOfMemory(error);
    end(ChildMain.OUT_OF_MEMORY);
  }

  private void session() {
    Settings settings;
    try {
      settings = SettingsLoader.rejoin(request.settings(), System.getenv());
    } catch (SettingsException e) {
      trouble(Trouble.SELECTION, "", "settings", null, String.valueOf(e.getMessage()));
      return;
    }
    LauncherSession session = LauncherFactory.openSession();
    try {
      checks(session, settings);
    } finally {
      close(session);
    }
  }

  private void checks(LauncherSession session, Settings settings) {
    RunRequest.Part part = request.part();
    boolean whole = part.uniqueIds().isEmpty();
    Set<String> done = Set.copyOf(part.done());
    RunGate.done(done);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Map<String, String> parameters =
        JUnitParameters.of(request, loader, !cancellation.available() || !done.isEmpty());
    Manifest manifest = whole ? Manifest.of(request.checks()) : Manifest.NONE;
    CheckFilter filter =
        new CheckFilter(request.selection(), LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    Discovery discovery =
        new Discovery(request, parameters, manifest, filter, whole ? this::trouble : this::ignore);
    Optional<TestPlan> plan = discovery.discover(session.getLauncher());
    List<String> unmatched = whole ? filter.unmatched() : List.of();
    unmatched.forEach(line -> trouble(Trouble.SELECTION, "", "selection", null, line));
    if (plan.isEmpty() || !unmatched.isEmpty()) {
      return;
    }
    JournalListener listener =
        new JournalListener(
            journal, discovery.names(), running, clock, request.limits().check(), done, null);
    RunContext.install(new RunContext(settings, listener, true));
    int checks = listener.plan(plan.get());
    filter.leftOut().forEach(left -> journal.write(new JournalEvent.Omitted(left)));
    discovery.missing().forEach(journal::write);
    journal.writeNow(new JournalEvent.Discovered(checks, clock.instant()));
    // a class template has no test before it runs, so the plan is asked and not the count
    if (part.dryRun() || !plan.get().containsTests()) {
      return;
    }
    if (request.limits().failFast()) {
      listener.onFailed(node -> stop(StopCause.FAIL_FAST));
    }
    listener.onOutOfMemory(this::outOfMemory);
    cancellation.execute(session.getLauncher(), plan.get(), listener);
    running.awaitTests(request.limits().check());
  }

  private void close(LauncherSession session) {
    try {
      session.close();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      trouble(
          Trouble.CLOSE,
          "",
          "session",
          FailureClassifier.of(e),
          "the session failed to close: " + e);
    }
  }

  private void complete() throws IOException {
    deathNotes.done();
    watchdog.finish();
    journal.writeNow(new JournalEvent.Completed(clock.instant()));
    journal.close();
    endEvenIfHooksHang();
    System.exit(ChildMain.COMPLETED);
  }

  /** Hooks of checks may run; they may not keep the process. */
  private static void endEvenIfHooksHang() {
    Thread thread =
        new Thread(
            () -> {
              long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
              while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
              }
              Runtime.getRuntime().halt(ChildMain.COMPLETED);
            },
            "genesis-end");
    thread.setDaemon(true);
    thread.start();
  }

  private void startNothingMore() {
    RunGate.stop();
    cancellation.cancel();
  }

  /** Ends the process at once, with everything on disk. */
  private void end(int exitCode) {
    deathNotes.done();
    try {
      journal.close();
    } catch (IOException e) {
      System.err.println("genesis: the journal can't be closed: " + e.getMessage());
    }
    Runtime.getRuntime().halt(exitCode);
  }

  private void uncaught(Thread thread, Throwable thrown) {
    trouble(
        Trouble.UNCAUGHT,
        "",
        "uncaught exception",
        FailureClassifier.of(thrown),
        "an exception that nobody caught, on thread " + thread.getName() + ": " + thrown);
  }

  private void trouble(
      Trouble trouble, String suite, String name, @Nullable Failure failure, String message) {
    journal.writeNow(
        new JournalEvent.Troubled(
            trouble, suite, Text.name(name), failure, Text.kept(message, 4000)));
  }

  /** The part of a run that an earlier process began: it has said all that. */
  private void ignore(
      Trouble trouble, String suite, String name, @Nullable Failure failure, String message) {
    if (trouble == Trouble.ENGINE) {
      trouble(trouble, suite, name, failure, message);
    }
  }
}
