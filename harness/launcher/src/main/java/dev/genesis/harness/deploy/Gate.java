package dev.genesis.harness.deploy;

import dev.genesis.harness.deploy.Decision.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides on a deployment by what was measured before it and since the switch, and by the checks.
 * The same numbers give the same decision; a fault that was there before is not the deployment's.
 */
public final class Gate {
  /** The share of the time below which the service counts as down: a trigger by itself. */
  private static final double DOWN = 0.5;

  private final Triggers triggers;
  private final List<String> pulled = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> before = new ArrayList<>();

  private Gate(Triggers triggers) {
    this.triggers = triggers;
  }

  /**
   * The decision.
   *
   * @param before the old version over the time before the switch
   * @param since the new version, over the time since the switch only
   */
  public static Decision decide(
      Measured before, Measured since, CheckedSince checks, Triggers triggers) {
    Gate gate = new Gate(triggers);
    gate.checks(checks);
    gate.up(before, since);
    if (gate.enoughTraffic(since)) {
      gate.higher(
          "error ratio",
          before.errorRatio(),
          since.errorRatio(),
          triggers.errorRatio(),
          triggers.errorRatioObjective());
      gate.higher(
          "P95 latency",
          before.p95Seconds(),
          since.p95Seconds(),
          triggers.p95Seconds(),
          triggers.p95Objective());
    }
    return gate.decision();
  }

  private Decision decision() {
    List<String> reasons = new ArrayList<>();
    End end;
    if (!pulled.isEmpty()) {
      end = End.ROLL_BACK;
      reasons.addAll(pulled);
    } else if (!unknown.isEmpty()) {
      end = End.INCONCLUSIVE;
      reasons.addAll(unknown);
    } else if (!findings.isEmpty()) {
      end = End.KEEP_WITH_FINDINGS;
    } else {
      end = before.isEmpty() ? End.KEEP : End.KEEP_WITH_FINDINGS;
    }
    reasons.addAll(findings);
    reasons.addAll(before);
    return new Decision(end, reasons);
  }

  private void checks(CheckedSince checks) {
    for (String id : checks.failedCritical()) {
      if (checks.failedBefore().contains(id)) {
        before.add("the P0 check " + id + " fails, as it did before the deployment");
      } else {
        pulled.add("the P0 check " + id + " failed");
      }
    }
    Double rate = checks.passRate();
    if (rate == null) {
      unknown.add("no check came about");
    } else if (rate < triggers.passRate()) {
      Double earlier = checks.passRateBefore();
      if (earlier != null && earlier < triggers.passRate() && rate >= earlier) {
        before.add(says("pass rate %.4f, no worse than before (%.4f)", rate, earlier));
      } else {
        pulled.add(says("pass rate %.4f, the trigger is under %.2f", rate, triggers.passRate()));
      }
    } else if (rate < triggers.passRateObjective()) {
      findings.add(
          says("pass rate %.4f, the objective is %.2f", rate, triggers.passRateObjective()));
    }
    if (!checks.conclusive() && rate != null) {
      unknown.add("not every check ran");
    }
  }

  private void up(Measured earlier, Measured since) {
    Double up = since.up();
    Double upBefore = earlier.up();
    if (up == null) {
      unknown.add("nobody can say whether the service was up");
    } else if (up < DOWN) {
      if (upBefore != null && upBefore < DOWN) {
        before.add(says("up %.3f of the time, as before (%.3f)", up, upBefore));
      } else {
        pulled.add(says("down: up %.3f of the time, %.1f asked", up, DOWN));
      }
    } else if (up < triggers.upObjective()) {
      findings.add(says("up %.4f of the time, the objective is %.3f", up, triggers.upObjective()));
    }
  }

  private boolean enoughTraffic(Measured since) {
    Double operations = since.operations();
    if (operations != null && operations >= triggers.fewestOperations()) {
      return true;
    }
    unknown.add(
        operations == null
            ? "nobody can say how many operations there were"
            : says(
                "%.0f operations since the switch, %.0f needed to say anything",
                operations, triggers.fewestOperations()));
    return false;
  }

  private void higher(
      String name,
      @Nullable Double earlier,
      @Nullable Double now,
      double trigger,
      double objective) {
    if (now == null || now.isNaN()) {
      unknown.add("no " + name + " since the switch");
    } else if (now > trigger) {
      if (earlier != null && earlier > trigger && now <= earlier * (1 + triggers.worse())) {
        before.add(name + says(" %.4f, no worse than before (%.4f)", now, earlier));
      } else {
        pulled.add(name + says(" %.4f, the trigger is over %.3f", now, trigger));
      }
    } else if (now >= objective) {
      findings.add(name + says(" %.4f, the objective is under %.3f", now, objective));
    }
  }

  private static String says(String format, double value, double other) {
    return String.format(Locale.ROOT, format, value, other);
  }
}
