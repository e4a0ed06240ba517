package dev.genesis.harness.supervise;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several runners that share a run's checks.
 *
 * @param number from 1
 * @param of how many there are
 */
public record Shard(int number, int of) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Shard {
    if (number < 1 || number > of) {
      throw new IllegalArgumentException("is not within 1/N to N/N; write 1/2 and 2/2");
    }
  }

  /** Reads {@code 2/8}. */
  public static Shard parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is no shard; write I/N, such as 2/8");
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** As it stands in a label, such as {@code 2-8}. */
  public String label() {
    return number + "-" + of;
  }
}
