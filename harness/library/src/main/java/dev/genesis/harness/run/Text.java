package dev.genesis.harness.run;

import dev.genesis.harness.config.Secrets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of other people's making, as it is kept: bounded, without secrets, valid Unicode. */
final class Text {
  private static final Pattern LONE_SURROGATE =
      Pattern.compile("[\\ud800-\\udfff]"); // of a pair the two are one character to a pattern

  private Text() {}

  /** At most this many characters of it, saying so where something is left out. */
  static String kept(@Nullable String text, int most) {
    if (text == null) {
      return "";
    }
    // what is far beyond the bound is cut first: blanking a message of a megabyte takes its time
    String near = text.length() > 4 * most ? text.substring(0, 4 * most) : text;
    String blanked = Secrets.ofProcess().blank(near);
    String cut =
        blanked.length() <= most && near.length() == text.length()
            ? blanked
            : blanked.substring(0, Math.min(most, blanked.length()))
                + "… ("
                + text.length()
                + " characters)";
    return valid(cut);
  }

  /** A name: short, without secrets. */
  static String name(String text) {
    return kept(text, 500);
  }

  private static String valid(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return LONE_SURROGATE.matcher(text).replaceAll("\ufffd");
      }
    }
    return text;
  }
}
