package dev.genesis.harness.sandbox;

import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the times of the monitoring files are shortened, so that hours fit into a test. Each kind of
 * time has its own factor:
 *
 * @param scrape divides scrape and evaluation intervals
 * @param window divides the windows of expressions; they stay at least {@code leastWindow}
 * @param hold divides {@code for}, {@code keep_firing_for} and Alertmanager's {@code group_wait},
 *     {@code group_interval} and {@code repeat_interval}
 * @param age divides what an age ({@code time() - …}) is compared with, which stays at least {@code
 *     leastWindow}
 * @param leastWindow the shortest window, which has to hold several scrapes
 */
public record CompressedTime(
    double scrape, double window, double hold, double age, Duration leastWindow) {
  /** The interval between scrapes in the monitoring files. */
  private static final Duration USUAL_SCRAPE = Duration.ofSeconds(15);

  private static final String DURATION = "(?:\\d+(?:ms|[smhdwy]))+";
  private static final Pattern PART_OF_DURATION = Pattern.compile("(\\d+)(ms|[smhdwy])");
  private static final Pattern WINDOW =
      Pattern.compile("\\[(" + DURATION + ")(?:(:)(" + DURATION + ")?)?]");
  private static final Pattern OFFSET = Pattern.compile("\\b(offset\\s+-?)(" + DURATION + ")");
  private static final Pattern SET_OPERATOR = Pattern.compile("\\b(?:and|or|unless)\\b");
  private static final Pattern COMPARED_WITH =
      Pattern.compile("([<>]=?\\s*)(\\d+(?:\\s*\\*\\s*\\d+)*)");

  /** As the files say. */
  public static CompressedTime none() {
    return new CompressedTime(1, 1, 1, 1, Duration.ZERO);
  }

  /**
   * For tests and the demo: 15 s between scrapes are 1 s, {@code [5m]} and {@code [30m]} are 10 s,
   * {@code [1h]} is 20 s, {@code for: 5m} is 5 s, a run that is stale after seven hours is stale
   * after 70 s.
   */
  public static CompressedTime fast() {
    return new CompressedTime(15, 180, 60, 360, Duration.ofSeconds(10));
  }

  /** The same with another interval between scrapes, and windows of ten of them at least. */
  public CompressedTime scrapingEvery(Duration interval) {
    double factor = (double) USUAL_SCRAPE.toMillis() / interval.toMillis();
    return new CompressedTime(factor, window, hold, age, interval.multipliedBy(10));
  }

  /** The interval between scrapes. */
  Duration scrapeInterval() {
    return divided(USUAL_SCRAPE, scrape);
  }

  /** A scrape or evaluation interval. */
  String interval(String duration) {
    return text(divided(parse(duration), scrape));
  }

  /** A time for which an alert or a notification is held back. */
  String hold(String duration) {
    return text(hold(parse(duration)));
  }

  Duration hold(Duration duration) {
    return divided(duration, hold);
  }

  /** An expression, with its windows, offsets and ages shortened. */
  String expression(String promQl) {
    if (window == 1 && age == 1) {
      return promQl;
    }
    String windows =
        replace(
            WINDOW,
            promQl,
            found -> {
              String step =
                  found.group(2) == null
                      ? ""
                      : ":" + (found.group(3) == null ? "" : interval(found.group(3)));
              return "[" + window(found.group(1)) + step + "]";
            });
    String offsets = replace(OFFSET, windows, found -> found.group(1) + window(found.group(2)));
    return ages(offsets);
  }

  /** A window of the rules, such as {@code 5m}, as it is here. */
  String window(String duration) {
    return text(atLeast(divided(parse(duration), window)));
  }

  /** What stands between set operators and has a {@code time()} in it compares ages. */
  private String ages(String promQl) {
    StringBuilder done = new StringBuilder();
    Matcher operator = SET_OPERATOR.matcher(promQl);
    int start = 0;
    while (operator.find()) {
      done.append(agesOfPiece(promQl.substring(start, operator.start()))).append(operator.group());
      start = operator.end();
    }
    return done.append(agesOfPiece(promQl.substring(start))).toString();
  }

  private String agesOfPiece(String piece) {
    if (!piece.contains("time()")) {
      return piece;
    }
    return replace(
        COMPARED_WITH,
        piece,
        found -> {
          long seconds = 1;
          for (String factor : found.group(2).split("\\*", -1)) {
            seconds *= Long.parseLong(factor.strip());
          }
          return found.group(1) + atLeast(divided(Duration.ofSeconds(seconds), age)).toSeconds();
        });
  }

  private Duration atLeast(Duration duration) {
    return duration.compareTo(leastWindow) < 0 ? leastWindow : duration;
  }

  private static Duration divided(Duration time, double factor) {
    return Duration.ofMillis(Math.round(time.toMillis() / factor));
  }

  private static String replace(Pattern pattern, String text, UnaryMatch replacement) {
    return pattern
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacement.of(found)));
  }

  @FunctionalInterface
  private interface UnaryMatch {
    String of(MatchResult found);
  }

  /** A duration as Prometheus writes it, such as {@code 1h30m}. */
  static Duration parse(String duration) {
    Duration sum = Duration.ZERO;
    Matcher part = PART_OF_DURATION.matcher(duration);
    while (part.find()) {
      long number = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                case "w" -> Duration.ofDays(7 * number);
                default -> Duration.ofDays(365 * number);
              });
    }
    return sum;
  }

  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
