package dev.genesis.harness.publish;

import dev.genesis.harness.config.Settings;
import dev.genesis.harness.objective.Judge;
import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.objective.RunResult;
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

  /** Holds a run against the objectives in these settings. */
  public static JudgedRun judge(CheckRun run, Settings settings) {
    List<ObjectiveResult> objectives = Judge.objectives(run, settings);
    return new JudgedRun(run, objectives, Judge.exitCode(run, objectives));
  }

  /** What the run as a whole comes down to. */
  public RunResult result() {
    return Judge.result(run, null, objectives);
  }

  /** What one suite's part comes down to. */
  public RunResult resultOf(String suite) {
    return Judge.result(run, suite, objectives);
  }
}
