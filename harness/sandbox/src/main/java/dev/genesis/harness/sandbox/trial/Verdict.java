package dev.genesis.harness.sandbox.trial;

import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * What became of a check in a trial.
 *
 * @param failure why it failed; empty unless the outcome is {@link Outcome#FAILED}
 * @param notes what it reported beside that ({@code TestReporter}), as {@code key: value}
 */
public record Verdict(Outcome outcome, Optional<Failure> failure, List<String> notes) {
  public Verdict {
    notes = List.copyOf(notes);
  }

  public boolean passed() {
    return outcome == Outcome.PASSED;
  }
}
