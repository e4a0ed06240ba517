package dev.genesis.harness.publish;

import java.util.Locale;

/**
 * Text of others (names, messages) made fit for an output: bounded with the shortening visible,
 * never half of a character, and where a line is wanted, on one line with nothing in it that a
 * terminal would obey.
 */
final class SafeText {
  private SafeText() {}

  /**
   * At most {@code limit} characters, and whole: what is cut off is said, a lone surrogate, which
   * no UTF-8 can hold, becomes U+FFFD.
   */
  static String bounded(String text, int limit) {
    return whole(shortened(text, limit));
  }

  /** {@link #bounded}, and control characters and bidirectional overrides written visibly. */
  static String line(String text, int limit) {
    String cut = shortened(text, limit);
    StringBuilder line = new StringBuilder(cut.length());
    cut.codePoints().forEach(c -> line.append(visible(c)));
    return line.toString();
  }

  private static String visible(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                isJoiner(c) ? Character.toString(c) : escaped(c);
            case Character.SURROGATE -> "\uFFFD";
            default -> Character.toString(c);
          };
    };
  }

  /** Without it many emoji fall apart, and it changes nothing else. */
  private static boolean isJoiner(int c) {
    return c == 0x200D;
  }

  private static String escaped(int c) {
    return String.format(Locale.ROOT, "\\u%04x", c);
  }

  private static String shortened(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    String said = String.format(Locale.ROOT, "… (%,d characters in all)", text.length());
    int end = Math.max(0, limit - said.length());
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + said;
  }

  private static String whole(String text) {
    boolean lone = text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    if (!lone) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.getType(c) == Character.SURROGATE ? 0xFFFD : c)
        .forEach(whole::appendCodePoint);
    return whole.toString();
  }
}
