package dev.genesis.harness.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows the alerts' runbook links into the documents of the folder. */
final class LinkExaminer {
  private final MonitoringFolder folder;
  private final Map<Path, Set<String>> anchors = new HashMap<>();

  LinkExaminer(MonitoringFolder folder) {
    this.folder = folder;
  }

  Examination runbooks(List<Rule> rules) {
    List<Finding> findings = new ArrayList<>();
    int followed = 0;
    for (Rule alert : rules.stream().filter(Rule::alert).toList()) {
      String url = alert.annotations().getOrDefault("runbook_url", "");
      if (url.isBlank()) {
        findings.add(
            new Finding(
                alert.file(), alert.line(), alert.name() + " has no runbook_url", "add the link"));
        continue;
      }
      String[] parts = url.split("#", 2);
      String name = parts[0].substring(parts[0].lastIndexOf('/') + 1);
      Path document = folder.file(MonitoringFolder.DOCUMENTS).resolve(name);
      if (!name.isEmpty() && Files.isRegularFile(document)) {
        followed++;
        if (parts.length < 2 || !anchors(document).contains(parts[1])) {
          findings.add(
              new Finding(
                  alert.file(),
                  alert.line(),
                  alert.name() + "'s runbook has no section '" + url.replaceAll(".*#", "") + "'",
                  "write it in " + folder.root().relativize(document)));
        }
      }
    }
    return new Examination("runbooks", followed + " links followed", findings);
  }

  private Set<String> anchors(Path document) {
    return anchors.computeIfAbsent(
        document,
        file -> {
          try {
            return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(LinkExaminer::anchor)
                .collect(Collectors.toSet());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+\\s*", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .strip()
        .replace(' ', '-');
  }
}
