package dev.genesis.harness.process;

/** How many checks of a suite ended how. */
record Tally(int passed, int failed, int aborted, int skipped, int notRun) {
  static Tally ofPassed(int passed) {
    return new Tally(passed, 0, 0, 0, 0);
  }

  static Tally ofFailed(int failed) {
    return new Tally(0, failed, 0, 0, 0);
  }

  static Tally of(int passed, int failed) {
    return new Tally(passed, failed, 0, 0, 0);
  }

  static Tally ofAborted(int aborted) {
    return new Tally(0, 0, aborted, 0, 0);
  }

  static Tally ofSkipped(int skipped) {
    return new Tally(0, 0, 0, skipped, 0);
  }

  static Tally ofNotRun(int notRun) {
    return new Tally(0, 0, 0, 0, notRun);
  }

  int total() {
    return passed + failed + aborted + skipped + notRun;
  }

  double passRate() {
    return total() == 0 ? 0 : (double) passed / total();
  }

  /** The contract's exit code of a run of this alone. */
  int exitCode() {
    if (passed + failed == 0) {
      return 3;
    }
    return failed > 0 || passRate() < 0.98 ? 1 : notRun > 0 ? 3 : 0;
  }
}
