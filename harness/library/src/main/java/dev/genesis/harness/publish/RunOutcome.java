package dev.genesis.harness.publish;

import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.run.CheckRun;
import java.util.List;

/**
 * How a run ended for whoever started it: the run, how it was judged, what became of publishing it,
 * and the exit code that follows.
 *
 * @param problems the run's own and those of publishing, one sentence each
 */
public record RunOutcome(
    CheckRun run,
    List<ObjectiveResult> objectives,
    List<Publication> publications,
    List<String> problems,
    int exitCode) {

  public RunOutcome {
    objectives = List.copyOf(objectives);
    publications = List.copyOf(publications);
    problems = List.copyOf(problems);
  }
}
