package dev.genesis.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file as far as its headings, links and commands go. */
record Markdown(Path file, String text) {
  private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.+)$");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]+\\]\\(([^)]+)\\)");
  private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  static Markdown read(Path file) {
    try {
      return new Markdown(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Anchors as forges make them of headings. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    Matcher matcher = HEADING.matcher(withoutCode());
    while (matcher.find()) {
      anchors.add(anchor(matcher.group(2)));
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }

  List<String> links() {
    List<String> links = new ArrayList<>();
    Matcher matcher = LINK.matcher(withoutCode());
    while (matcher.find()) {
      links.add(matcher.group(1));
    }
    return links;
  }

  private String withoutCode() {
    return text.replaceAll("(?ms)^```.*?^```$", "");
  }

  /** The texts of the second-level sections by their heading. */
  Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String part : text.split("(?m)^## ", -1)) {
      int end = part.indexOf('\n');
      if (end > 0) {
        sections.put(part.substring(0, end).strip(), part.substring(end));
      }
    }
    return sections;
  }

  /** Each block of commands that a reader may paste. */
  static List<String> commands(String markdown) {
    List<String> commands = new ArrayList<>();
    Matcher matcher = COMMANDS.matcher(markdown);
    while (matcher.find()) {
      commands.add(matcher.group(1));
    }
    return commands;
  }
}
