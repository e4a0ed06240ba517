package dev.genesis.harness.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the text of a setting becomes a value.
 *
 * @param name what it is called in a message, such as {@code duration}
 * @param parser throws {@link IllegalArgumentException} whose message says what is wrong and what
 *     would be right, to stand after the quoted value
 */
public record SettingType<T>(String name, Function<String, T> parser) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  public static final SettingType<String> TEXT = new SettingType<>("text", Function.identity());
  public static final SettingType<Boolean> SWITCH = new SettingType<>("switch", SettingType::bool);
  public static final SettingType<Duration> DURATION_TYPE =
      new SettingType<>("duration", SettingType::duration);

  /** A duration that is longer than nothing, for limits. */
  public static final SettingType<Duration> LIMIT =
      new SettingType<>("duration", SettingType::limit);

  public static final SettingType<URI> ADDRESS = new SettingType<>("address", SettingType::address);
  public static final SettingType<Path> FILE = new SettingType<>("file", SettingType::path);

  /** Items parted by commas, or by lines where there are any: an item with a comma needs those. */
  public static final SettingType<List<String>> LIST =
      new SettingType<>(
          "list",
          text ->
              Stream.of(text.split(text.contains("\n") ? "\n" : ","))
                  .map(String::strip)
                  .filter(s -> !s.isEmpty())
                  .toList());

  /** A name that may be a label's value: {@code [A-Za-z0-9_.-]}, 64 at most. */
  public static final SettingType<String> LABEL = new SettingType<>("name", SettingType::label);

  /** A ratio from 0 to 1. */
  public static final SettingType<Double> RATIO = new SettingType<>("ratio", SettingType::ratio);

  /** A whole number within bounds, both included. */
  public static SettingType<Integer> number(int least, int most) {
    return new SettingType<>("number", text -> number(text, least, most));
  }

  private static int number(String text, int least, int most) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "is no whole number from " + least + " to " + most + "; write " + Math.max(least, 1));
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false; write true");
    };
  }

  /** Reads {@code 500ms}, {@code 10s}, {@code 5m}, {@code 6h} or {@code 2d}. */
  public static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is no duration; write 500ms, 10s, 5m or 6h");
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration = duration(amount, matcher.group(2));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("is longer than ten years; write 500ms, 10s, 5m or 6h");
    }
    return duration;
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Duration limit(String text) {
    Duration duration = duration(text);
    if (duration.isZero()) {
      throw new IllegalArgumentException("is no time at all; write 500ms, 10s, 5m or 6h");
    }
    return duration;
  }

  private static URI address(String text) {
    if (!text.contains("://")) {
      throw new IllegalArgumentException("has no scheme; write http://" + text);
    }
    try {
      URI uri = new URI(text);
      if (!("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        throw new IllegalArgumentException("is neither http nor https; write http://HOST:PORT");
      }
      if (uri.getHost() == null) {
        throw new IllegalArgumentException("names no host; write http://HOST:PORT");
      }
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "has a query or a fragment; write http://HOST:PORT/PATH");
      }
      if (uri.getPort() > 65_535 || uri.getPort() == 0) {
        throw new IllegalArgumentException("has a port that cannot be; write http://HOST:PORT");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no address; write http://HOST:PORT", e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is no file name", e);
    }
  }

  private static String label(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "has other characters than letters, digits, dot, dash and underscore, or is longer than"
              + " 64; write a shorter, plain name");
    }
    return text;
  }

  private static double ratio(String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0) {
        return value.doubleValue();
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("is no ratio from 0 to 1; write 0.98 for 98 %");
  }
}
