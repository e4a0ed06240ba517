package dev.genesis.harness.history;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Text as both databases can hold it: no NUL, no half of a character, and bounded where it is
 * others'.
 */
final class StorableText {
  private static final int LONGEST = 65_536;

  /** PostgreSQL refuses an index entry of more than 2,700 bytes, and a character has up to four. */
  private static final int LONGEST_KEY = 500;

  private StorableText() {}

  /** As it is, but for what cannot be stored. */
  static String of(String text) {
    boolean fine = text.codePoints().noneMatch(StorableText::isUnstorable);
    if (fine) {
      return text;
    }
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints().map(c -> isUnstorable(c) ? 0xFFFD : c).forEach(storable::appendCodePoint);
    return storable.toString();
  }

  /** What somebody else wrote, of any length. */
  static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** What is looked up: one that is too long is shortened, and still unlike any other. */
  static String key(String text) {
    if (text.length() <= LONGEST_KEY) {
      return text;
    }
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return text.substring(0, LONGEST_KEY - 9) + "-" + Long.toHexString(sum.getValue());
  }

  private static boolean isUnstorable(int c) {
    return c == 0 || Character.getType(c) == Character.SURROGATE;
  }
}
