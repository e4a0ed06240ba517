package dev.genesis.harness.history;

/** Text as both databases can hold it: no NUL, no half of a character, and bounded. */
final class StorableText {
  private static final int LONGEST = 65_536;

  private StorableText() {}

  static String of(String text) {
    String bounded = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    boolean fine = bounded.codePoints().noneMatch(StorableText::isUnstorable);
    if (fine) {
      return bounded;
    }
    StringBuilder storable = new StringBuilder(bounded.length());
    bounded.codePoints().map(c -> isUnstorable(c) ? 0xFFFD : c).forEach(storable::appendCodePoint);
    return storable.toString();
  }

  private static boolean isUnstorable(int c) {
    return c == 0 || Character.getType(c) == Character.SURROGATE;
  }
}
