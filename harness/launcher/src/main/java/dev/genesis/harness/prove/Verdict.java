package dev.genesis.harness.prove;

import java.util.Locale;

/** What became of one check under one fault of one service. */
public enum Verdict {
  /** It failed, as it should. */
  DETECTED('x'),
  /** It passed although the service was ill, and nobody has said why that is right. */
  TOLERATED('!'),
  /** It passed, and its jar says why that is right. */
  DECLARED('~'),
  /** The fault cannot be shown there, or the check did not talk to the service under it. */
  NOT_APPLICABLE('-'),
  /** It did not come to it: time ran out, or the check neither passed nor failed. */
  UNTRIED('?');

  private final char mark;

  Verdict(char mark) {
    this.mark = mark;
  }

  /** The name in files, such as {@code not_applicable}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One character for tables. */
  public char mark() {
    return mark;
  }
}
