package dev.genesis.harness.prove;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * The whole proof.
 *
 * @param checks those that passed in the healthy run, by name
 * @param unprovable those that did not pass in the healthy run, with what they said: nothing can be
 *     shown with them
 * @param problems what makes the proof less than whole, one sentence each
 * @param rounds how many runs it took, the healthy one included
 */
public record ProofMatrix(
    List<ProvenCheck> checks,
    SortedMap<String, String> unprovable,
    List<String> problems,
    int rounds,
    Duration took) {
  public ProofMatrix {
    checks = List.copyOf(checks);
    problems = List.copyOf(problems);
  }

  public long count(Verdict verdict) {
    return checks.stream().mapToLong(c -> c.count(verdict)).sum();
  }

  /**
   * Detected of all that applies, from 0 to 1. What is declared tolerated is counted apart, what
   * was not tried counts against it, and no proof at all is 0.
   */
  public double score() {
    long detected = count(Verdict.DETECTED);
    long all = detected + count(Verdict.TOLERATED) + count(Verdict.UNTRIED);
    return all == 0 ? 0 : (double) detected / all;
  }

  public List<ProvenCheck> vacuous() {
    return checks.stream().filter(ProvenCheck::vacuous).toList();
  }

  /** Whether every check could be tried with everything that applies to it. */
  public boolean complete() {
    return unprovable.isEmpty() && !checks.isEmpty() && count(Verdict.UNTRIED) == 0;
  }
}
