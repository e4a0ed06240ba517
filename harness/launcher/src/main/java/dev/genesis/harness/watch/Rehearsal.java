package dev.genesis.harness.watch;

import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.service.Caller;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.ServiceException;
import dev.genesis.harness.service.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The sandbox under a scenario: before each checkpoint it is as the scenario has it at that time,
 * and has been for long enough that a window of queries sees nothing else.
 */
public final class Rehearsal implements Explorer {
  private final Sandbox sandbox;
  private final Scenario scenario;
  private final Instant start;
  private final WatchTime time;
  private final Services services;
  private final Explorer explorer;
  private final Timing timing;
  private Set<Fault> on = Set.of();

  /**
   * How long things take in the sandbox.
   *
   * @param settle until every window sees nothing of before a switch
   * @param resolve the longest until alerts have resolved after a fault has gone
   */
  public record Timing(
      Duration settle, Duration resolve, GuardedTime.Sleeper sleeper, LongSupplier nanos) {}

  /**
   * A rehearsal.
   *
   * @param start the rehearsed deployment, in the watch's time
   */
  public Rehearsal(
      Sandbox sandbox,
      Scenario scenario,
      Instant start,
      WatchTime time,
      Services services,
      Explorer explorer,
      Timing timing) {
    this.sandbox = sandbox;
    this.scenario = scenario;
    this.start = start;
    this.time = time;
    this.services = services;
    this.explorer = explorer;
    this.timing = timing;
  }

  @Override
  public Evidence explore(Checkpoint checkpoint, Duration window, Instant since)
      throws InterruptedException {
    boolean healed = play();
    if (healed) {
      awaitResolved();
    }
    return explorer.explore(checkpoint, window, since);
  }

  /** Brings the sandbox to the scenario's state of now; whether a fault has gone. */
  private boolean play() throws InterruptedException {
    Set<Fault> wanted = scenario.faultsAt(Duration.between(start, time.now()));
    if (wanted.equals(on)) {
      return false;
    }
    Set<Fault> gone = new HashSet<>(on);
    gone.removeAll(wanted);
    gone.forEach(sandbox.genesis()::switchOff);
    wanted.forEach(sandbox.genesis()::switchOn);
    on = wanted;
    timing.sleeper().sleep(timing.settle());
    return !gone.isEmpty();
  }

  /** Rules look back over windows that cannot be scaled as far as the clock is. */
  private void awaitResolved() throws InterruptedException {
    long until = timing.nanos().getAsLong() + timing.resolve().toNanos();
    while (firing() && timing.nanos().getAsLong() - until < 0) {
      timing.sleeper().sleep(Duration.ofMillis(500));
    }
  }

  private boolean firing() {
    try {
      PromQl prometheus = services.promQl("prometheus", Caller.anonymous());
      return prometheus.alerts().stream()
          .anyMatch(
              alert ->
                  !"harness".equals(alert.labels().get("source"))
                      && !"Watchdog".equals(alert.labels().get("alertname")));
    } catch (ServiceException | AssertionError e) {
      return true; // not known: give it the time
    }
  }
}
