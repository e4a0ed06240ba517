package dev.genesis.harness.run;

/**
 * A suite's part in a run.
 *
 * @param narrowed whether only a part of the suite was asked for ({@code --select}, {@code --tags},
 *     {@code --failed}): then the numbers speak for what ran, not for the suite
 */
public record SuiteRun(String name, Counts counts, boolean narrowed) {

  public double passRate() {
    return counts.passRate();
  }
}
