package dev.genesis.harness.manifest;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections of a runbook in Markdown, by the names that links use. */
final class Runbooks {
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+?)\\s*#*\\s*$");
  private static final Pattern ANCHOR = Pattern.compile("(?:id|name)=\"([^\"]+)\"|\\{#([^}]+)}");

  private Runbooks() {}

  /** Headings as GitHub makes anchors of them, and anchors that are written out. */
  static Set<String> anchors(String markdown) {
    Set<String> anchors = new TreeSet<>();
    Matcher heading = HEADING.matcher(markdown);
    while (heading.find()) {
      anchors.add(
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
              .replaceAll("\\s", "-"));
    }
    Matcher anchor = ANCHOR.matcher(markdown);
    while (anchor.find()) {
      anchors.add(anchor.group(1) == null ? anchor.group(2) : anchor.group(1));
    }
    return anchors;
  }
}
