package dev.genesis.monitoring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of the documents, and the queries in them. */
final class RunbookCommands {
  private static final Pattern QUERY =
      Pattern.compile("promtool query instant (?:--time=\\S+ )?\"[^\"]+\" '([^']+)'");

  private RunbookCommands() {}

  /** Every line of every block, once, in order. */
  static List<String> lines() throws IOException {
    Set<String> lines = new LinkedHashSet<>();
    for (Path document : RunbooksTest.documents()) {
      for (String block : Markdown.commands(Markdown.read(document).text())) {
        block.lines().filter(line -> !line.isBlank()).forEach(lines::add);
      }
    }
    return new ArrayList<>(lines);
  }

  static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (String line : lines()) {
      Matcher matcher = QUERY.matcher(line);
      while (matcher.find()) {
        queries.add(matcher.group(1));
      }
    }
    return queries;
  }
}
