package dev.genesis.harness.watch;

import dev.genesis.harness.run.ExitCode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the whole watch comes to.
 *
 * @param criteria the eight, in the plan's order
 */
public record Verdict(List<Criterion> criteria) {
  public Verdict {
    criteria = List.copyOf(criteria);
  }

  /** The verdict of what is known now; a pure function of it. */
  public static Verdict of(WatchRecord record, Objectives objectives) {
    return new Verdict(new Criteria(record, objectives).all());
  }

  /** Whether the deployment goes over to business as usual: every criterion is met. */
  public boolean graduates() {
    return criteria.stream().allMatch(c -> c.result() == Criterion.Result.MET);
  }

  /** 0 for graduation; 1 where something was missed; 3 where only data is missing. */
  public int exitCode() {
    if (graduates()) {
      return ExitCode.MET;
    }
    boolean missed = criteria.stream().anyMatch(c -> c.result() == Criterion.Result.MISSED);
    return missed ? ExitCode.MISSED : ExitCode.INCONCLUSIVE;
  }

  /** The verdict in a sentence, with every reason. */
  public String sentence() {
    if (graduates()) {
      return "graduate to business as usual: all " + criteria.size() + " criteria are met";
    }
    return criteria.stream()
        .filter(c -> c.result() != Criterion.Result.MET)
        .map(c -> c.name() + ": " + c.because())
        .collect(Collectors.joining("; ", "extend, because ", ""));
  }
}
