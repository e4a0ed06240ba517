package dev.genesis.harness.cli;

/** Text of anybody's for a terminal: control characters would move the cursor or worse. */
final class Visible {
  private Visible() {}

  /** The text on one line, control characters as {@code ?}. */
  static String text(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == '\n' || c == '\t' ? ' ' : c)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }
}
