package dev.genesis.harness.objective;

import java.util.Locale;

/** What a run, or a suite's part in it, comes down to: the {@code result} of the runs counter. */
public enum RunResult {
  /** It was conclusive and met its objectives. */
  MET,
  /** What ran missed an objective. */
  MISSED,
  /**
   * Nothing passed or failed, or something promised did not run while the rest met its objectives.
   */
  INCONCLUSIVE,
  /** The process that owned the run ended before it could count it. */
  LOST;

  /** The name in files and labels, such as {@code met}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
