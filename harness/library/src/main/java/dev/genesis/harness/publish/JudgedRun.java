package dev.genesis.harness.publish;

import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.run.CheckRun;
import java.util.List;

/**
 * A run and how it was judged, before it is published.
 *
 * @param exitCode what it would be if everything can be published
 */
public record JudgedRun(CheckRun run, List<ObjectiveResult> objectives, int exitCode) {
  public JudgedRun {
    objectives = List.copyOf(objectives);
  }
}
