package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of what a program wrote, on one line. */
final class LogTail {
  private static final Pattern LINES = Pattern.compile("\\R");
  private static final int LONGEST = 600;

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

  private static String of(String text, int lines) {
    List<String> said =
        LINES.splitAsStream(text).map(String::strip).filter(line -> !line.isEmpty()).toList();
    String tail = String.join(" | ", said.subList(Math.max(0, said.size() - lines), said.size()));
    if (tail.isEmpty()) {
      return "it said nothing";
    }
    return tail.length() <= LONGEST ? tail : "…" + tail.substring(tail.length() - LONGEST);
  }
}
