package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why a program ended, by what it wrote last, on one line. */
final class LogTail {
  private static final Pattern LINES = Pattern.compile("\\R");
  private static final Pattern ERROR = Pattern.compile("(?i)\\blevel=(error|fatal)\\b|\\berror:");
  private static final Pattern WHERE_AND_WHEN =
      Pattern.compile("\\b(?:ts|time|caller|source|level|component)=\\S+\\s+");
  private static final int LONGEST = 900;

  private LogTail() {}

  static String lastLine(String text) {
    return of(text, 1);
  }

  static String of(Path log, int lines) {
    try {
      return of(Files.readString(log), lines);
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  /** The last lines that say what went wrong; the last ones of all, if none does. */
  private static String of(String text, int lines) {
    List<String> said =
        LINES.splitAsStream(text).map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<String> errors = said.stream().filter(line -> ERROR.matcher(line).find()).toList();
    List<String> telling = errors.isEmpty() ? said : errors;
    String tail =
        telling.subList(Math.max(0, telling.size() - lines), telling.size()).stream()
            .map(line -> WHERE_AND_WHEN.matcher(line).replaceAll(""))
            .collect(Collectors.joining(" | "));
    if (tail.isEmpty()) {
      return "it said nothing";
    }
    return tail.length() <= LONGEST ? tail : "…" + tail.substring(tail.length() - LONGEST);
  }
}
