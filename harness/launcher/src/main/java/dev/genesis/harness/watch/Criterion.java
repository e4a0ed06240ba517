package dev.genesis.harness.watch;

import java.util.Locale;

/**
 * One of the eight success criteria, held against the evidence.
 *
 * @param number what was measured, in words and digits
 * @param window over what
 * @param source the query, or where else it comes from
 * @param because why it is not met; empty when it is
 */
public record Criterion(
    String name, Result result, String number, String window, String source, String because) {

  /** How it stands. Data that is missing is not a pass. */
  public enum Result {
    MET,
    MISSED,
    UNKNOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
