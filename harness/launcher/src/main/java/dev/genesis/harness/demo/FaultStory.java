package dev.genesis.harness.demo;

import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.sandbox.Notification;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.ServiceException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What happens from a fault's beginning to the message that it is over, each step with the seconds
 * since the switch: checks fail, alerts fire, notifications arrive; then the same backwards.
 */
final class FaultStory {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Longer than a run may take: it ends by itself. */
  private static final Duration RUN = Duration.ofHours(1);

  /** Alerts and messages rarely come alone: what else comes shortly after belongs to the story. */
  private static final Duration AFTERMATH = Duration.ofSeconds(4);

  /** Rates look back ten seconds in the sandbox: before that, they still see the fault. */
  private static final Duration CLEARING = Duration.ofSeconds(12);

  private static final int RECOVERY_RUNS = 5;

  /** Shorter than what makes a run stale in the sandbox. */
  private static final Duration BETWEEN_RUNS = Duration.ofSeconds(8);

  /** The harness's own alert, and the pass rate under which it fires. */
  private static final String PASS_RATE_LOW = "TestPassRateLow";

  private static final double LOW = 0.98;

  /** Always fires, by design. */
  private static final String WATCHDOG = "Watchdog";

  /** Looks back over hours, ever so compressed: told, but nobody waits for its end here. */
  private static final String LONG_MEMORY = "BudgetBurn";

  private final Sandbox sandbox;
  private final PromQl prometheus;
  private final Waiting waiting;
  private final PrintWriter out;
  private final Supplier<RunOutcome> runner;
  private final Set<String> firing = new LinkedHashSet<>();
  private final Set<String> fired = new TreeSet<>();
  private Set<String> usual = Set.of();
  private int told;
  private long switched = System.nanoTime();
  private Instant switchedAt = Clock.systemUTC().instant();

  FaultStory(
      Sandbox sandbox,
      PromQl prometheus,
      Waiting waiting,
      PrintWriter out,
      Supplier<RunOutcome> runner) {
    this.sandbox = sandbox;
    this.prometheus = prometheus;
    this.waiting = waiting;
    this.out = out;
    this.runner = runner;
  }

  int tell(Fault fault) {
    waiting.until(PATIENCE, () -> alerts().isEmpty());
    usual = alerts();
    told = notifications().size();
    switched(fault, true);
    boolean noticed;
    boolean paged;
    try {
      RunOutcome broken = runWatched();
      noticed = broken.exitCode() == ExitCode.MISSED;
      failures(broken);
      boolean low = broken.run().suites().stream().anyMatch(suite -> suite.passRate() < LOW);
      paged = waiting.until(PATIENCE, () -> look() && paged() && (!low || told(PASS_RATE_LOW)));
      waiting.until(AFTERMATH, () -> !look());
    } finally {
      sandbox.genesis().switchOff(fault);
    }
    if (waiting.interrupted()) {
      return waiting.exitCode();
    }
    switched(fault, false);
    boolean recovered = recover();
    boolean resolved = awaitResolved();
    if (waiting.interrupted()) {
      return waiting.exitCode();
    }
    return verdict(fault, noticed, paged, recovered, resolved);
  }

  private void switched(Fault fault, boolean on) {
    switched = System.nanoTime();
    switchedAt = Clock.systemUTC().instant();
    if (on) {
      sandbox.genesis().switchOn(fault);
    }
    say("fault " + fault.label() + " is switched " + (on ? "on" : "off"));
  }

  /** Runs, and tells meanwhile what happens beside the run. */
  private RunOutcome runWatched() {
    CompletableFuture<RunOutcome> run = CompletableFuture.supplyAsync(runner);
    waiting.until(RUN, () -> look() && run.isDone());
    return run.join();
  }

  private boolean recover() {
    waiting.until(CLEARING, () -> !look());
    for (int i = 1; i <= RECOVERY_RUNS && !waiting.interrupted(); i++) {
      RunOutcome again = runWatched();
      say("run " + i + " after it: pass rate " + again.run().counts().passRate());
      failures(again);
      if (again.exitCode() == ExitCode.MET) {
        return true;
      }
    }
    return false;
  }

  /** Waits for the end of every alert to be told, and keeps running meanwhile, as a timer would. */
  private boolean awaitResolved() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && !waiting.interrupted()) {
      if (waiting.until(BETWEEN_RUNS, () -> look() && over() && resolved())) {
        return true;
      }
      runWatched();
    }
    return false;
  }

  private boolean over() {
    return firing.stream().allMatch(name -> name.contains(LONG_MEMORY));
  }

  private int verdict(
      Fault fault, boolean noticed, boolean paged, boolean recovered, boolean resolved) {
    out.println();
    line(noticed, "checks failed", "no run missed its objectives under " + fault.label());
    line(
        paged,
        "alerts fired and a notification arrived: " + String.join(", ", fired),
        "no alert of its own and no notification within " + PATIENCE.toSeconds() + " s");
    line(recovered, "runs are green again without help", "runs did not become green again");
    line(resolved, "every alert is over, and its end was told", "not every end was told");
    out.flush();
    return noticed && paged && recovered && resolved ? ExitCode.MET : ExitCode.MISSED;
  }

  private void line(boolean shown, String what, String what_not) {
    out.println((shown ? "shown      " : "NOT SHOWN  ") + (shown ? what : what_not));
  }

  private void failures(RunOutcome outcome) {
    for (CheckResult check : outcome.run().checks()) {
      if (check.outcome() == Outcome.FAILED) {
        String message = check.failure() == null ? "" : check.failure().message();
        String line = message.strip().replaceAll("\\s+", " ");
        say("failed: " + check.id() + ": " + line.substring(0, Math.min(140, line.length())));
      }
    }
  }

  /** Tells what is new; always true, to be used in conditions. */
  private boolean look() {
    Set<String> now = alerts();
    for (String name : now) {
      if (!usual.contains(name) && firing.add(name)) {
        fired.add(name);
        say("alert fires: " + name);
      }
    }
    for (String name : List.copyOf(firing)) {
      if (!now.contains(name)) {
        firing.remove(name);
        say("alert is over: " + name);
      }
    }
    List<Notification> all = notifications();
    for (Notification notification : all.subList(Math.min(told, all.size()), all.size())) {
      if (belongs(notification)) {
        tell(notification);
      }
    }
    told = all.size();
    return true;
  }

  private void tell(Notification notification) {
    say(
        Duration.between(switchedAt, notification.at()),
        (notification.resolved() ? "resolved at " : "notified: ")
            + notification.channel().toString().toLowerCase(Locale.ROOT)
            + " "
            + notification.to()
            + (notification.accepted() ? "" : " (refused with " + notification.status() + ")")
            + ": "
            + notification.headline());
  }

  /** Not the watchdog's heartbeat, and no echo of what was before. */
  private boolean belongs(Notification notification) {
    return notification.resolved()
        ? fired.stream().anyMatch(notification::mentions)
        : !notification.mentions(WATCHDOG);
  }

  private boolean paged() {
    return fired.stream().anyMatch(this::told);
  }

  /** Whether somebody was told that the alert fires. */
  private boolean told(String alert) {
    return fired.contains(alert)
        && notifications().stream()
            .anyMatch(n -> n.accepted() && !n.resolved() && n.mentions(alert));
  }

  /** Whether the end of every alert that was told was told as well. */
  private boolean resolved() {
    List<Notification> all = notifications();
    return fired.stream()
        .filter(name -> !name.contains(LONG_MEMORY))
        .filter(name -> all.stream().anyMatch(n -> n.accepted() && n.mentions(name)))
        .allMatch(
            name -> all.stream().anyMatch(n -> n.accepted() && n.resolved() && n.mentions(name)));
  }

  private List<Notification> notifications() {
    return sandbox.receivers().received();
  }

  private Set<String> alerts() {
    Set<String> names = new TreeSet<>();
    try {
      for (PromQl.Alert alert : prometheus.alerts()) {
        String name = alert.labels().getOrDefault("alertname", "?");
        if (alert.state().equals("firing") && !name.equals(WATCHDOG)) {
          names.add(name);
        }
      }
    } catch (ServiceException | AssertionError e) {
      return Set.copyOf(firing); // not to be asked just now: nothing is known to have changed
    }
    return names;
  }

  private void say(String what) {
    say(Duration.ofNanos(System.nanoTime() - switched), what);
  }

  private void say(Duration after, String what) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", after.toMillis() / 1e3, what.strip());
    out.flush();
  }
}
