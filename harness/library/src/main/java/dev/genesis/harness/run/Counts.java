package dev.genesis.harness.run;

/**
 * Checks by outcome. {@code total} is the sum of the five outcomes; flaky checks are among the
 * passed; quarantined and deselected ones are beside the total.
 */
public record Counts(
    int passed,
    int failed,
    int aborted,
    int skipped,
    int notRun,
    int flaky,
    int quarantined,
    int deselected) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

  public int total() {
    return passed + failed + aborted + skipped + notRun;
  }

  /** Passed of total, from 0 to 1; nothing at all is 0, never 1. */
  public double passRate() {
    return total() == 0 ? 0 : (double) passed / total();
  }

  public int of(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> passed;
      case FAILED -> failed;
      case ABORTED -> aborted;
      case SKIPPED -> skipped;
      case NOT_RUN -> notRun;
    };
  }

  public Counts plus(Counts other) {
    return new Counts(
        passed + other.passed,
        failed + other.failed,
        aborted + other.aborted,
        skipped + other.skipped,
        notRun + other.notRun,
        flaky + other.flaky,
        quarantined + other.quarantined,
        deselected + other.deselected);
  }
}
