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
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happens from a fault's beginning to the message that it is over, each step with the seconds
 * since the switch: checks fail, alerts fire, notifications arrive; then the same backwards.
 */
final class FaultStory {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Alerts and messages rarely come alone: what else comes shortly after belongs to the story. */
  private static final Duration AFTERMATH = Duration.ofSeconds(4);

  /** Rates look back ten seconds in the sandbox: before that, they still see the fault. */
  private static final Duration CLEARING = Duration.ofSeconds(12);

  private static final int RECOVERY_RUNS = 5;

  private final Sandbox sandbox;
  private final PromQl prometheus;
  private final Waiting waiting;
  private final PrintWriter out;
  private final Supplier<RunOutcome> runner;
  private final Consumer<RunOutcome> summary;
  private final Set<String> firing = new LinkedHashSet<>();
  private final Set<String> fired = new TreeSet<>();
  private Set<String> usual = Set.of();
  private int told;
  private long switched = System.nanoTime();

  FaultStory(
      Sandbox sandbox,
      PromQl prometheus,
      Waiting waiting,
      PrintWriter out,
      Supplier<RunOutcome> runner,
      Consumer<RunOutcome> summary) {
    this.sandbox = sandbox;
    this.prometheus = prometheus;
    this.waiting = waiting;
    this.out = out;
    this.runner = runner;
    this.summary = summary;
  }

  int tell(Fault fault) {
    usual = alerts();
    told = notifications().size();
    say("fault " + fault.label() + " is switched on");
    switched = System.nanoTime();
    sandbox.genesis().switchOn(fault);
    boolean noticed;
    boolean paged;
    try {
      RunOutcome broken = runner.get();
      noticed = broken.exitCode() == ExitCode.MISSED;
      failures(broken);
      paged = waiting.until(PATIENCE, () -> look() && !fired.isEmpty() && arrived(false));
      waiting.until(AFTERMATH, () -> !look());
    } finally {
      sandbox.genesis().switchOff(fault);
    }
    if (waiting.interrupted()) {
      return waiting.exitCode();
    }
    say("fault " + fault.label() + " is switched off");
    switched = System.nanoTime();
    boolean recovered = recover();
    boolean resolved = waiting.until(PATIENCE, () -> look() && firing.isEmpty() && arrived(true));
    if (waiting.interrupted()) {
      return waiting.exitCode();
    }
    return verdict(fault, noticed, paged, recovered, resolved);
  }

  private boolean recover() {
    waiting.until(CLEARING, () -> !look());
    for (int i = 1; i <= RECOVERY_RUNS && !waiting.interrupted(); i++) {
      RunOutcome again = runner.get();
      say("run " + i + " after it: pass rate " + again.run().counts().passRate());
      if (again.exitCode() == ExitCode.MET) {
        summary.accept(again);
        return true;
      }
      failures(again);
      look();
    }
    return false;
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
        String first = message.lines().findFirst().orElse("");
        say(
            "failed: "
                + check.id()
                + (first.isEmpty()
                    ? ""
                    : ": " + first.substring(0, Math.min(120, first.length()))));
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
      say(
          (notification.resolved() ? "resolved at " : "notified: ")
              + notification.channel().toString().toLowerCase(Locale.ROOT)
              + " "
              + notification.to()
              + (notification.accepted() ? "" : " (refused with " + notification.status() + ")")
              + ": "
              + notification.headline());
    }
    told = all.size();
    return true;
  }

  /** Whether every alert that fired was told to somebody: that it began, or that it is over. */
  private boolean arrived(boolean resolved) {
    return notifications().stream()
        .filter(n -> n.accepted() && n.resolved() == resolved)
        .anyMatch(n -> fired.stream().anyMatch(n::mentions));
  }

  private List<Notification> notifications() {
    return sandbox.receivers().received();
  }

  private Set<String> alerts() {
    Set<String> names = new TreeSet<>();
    try {
      for (PromQl.Alert alert : prometheus.alerts()) {
        if (alert.state().equals("firing")) {
          names.add(alert.labels().getOrDefault("alertname", "?"));
        }
      }
    } catch (ServiceException | AssertionError e) {
      return Set.copyOf(firing); // not to be asked just now: nothing is known to have changed
    }
    return names;
  }

  private void say(String what) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", (System.nanoTime() - switched) / 1e9, what.strip());
    out.flush();
  }
}
