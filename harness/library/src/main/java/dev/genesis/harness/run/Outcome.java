package dev.genesis.harness.run;

import java.util.Locale;

/** How a check ended; each ends in exactly one. See the README's section on counting. */
public enum Outcome {
  /** The body ran and asserted nothing false. */
  PASSED,
  /** It threw, ran out of time, took its process down, or something above it failed first. */
  FAILED,
  /** An assumption did not hold. */
  ABORTED,
  /** Disabled by annotation or condition. */
  SKIPPED,
  /** The run ended before it came to it, or it was promised and not found. */
  NOT_RUN;

  /** The name in files and labels, such as {@code not_run}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
