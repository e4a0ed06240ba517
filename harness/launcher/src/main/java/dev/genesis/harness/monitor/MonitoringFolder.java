package dev.genesis.harness.monitor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder with the monitoring files: ours, or what somebody made of them. */
public record MonitoringFolder(Path root) {
  static final String SCRAPE = "prometheus_config.yml";
  static final String ROUTING = "alertmanager.yml";
  static final String DASHBOARD = "grafana_dashboard.json";
  static final String METRICS = "metrics.yml";
  static final String DOCUMENTS = "docs";

  /** A file of it. */
  public Path file(String name) {
    return root.resolve(name);
  }

  /** Whether it has that file. */
  public boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  /** The rule files that the scrape configuration loads, patterns resolved. */
  List<Path> ruleFiles() {
    List<Path> files = new ArrayList<>();
    for (YamlNode pattern : YamlNode.read(file(SCRAPE)).get("rule_files").items()) {
      files.addAll(matching(pattern.text()));
    }
    return files;
  }

  /** The files that a pattern of {@code rule_files} matches. */
  List<Path> matching(String pattern) {
    Path wanted = root.resolve(pattern);
    Path folder = wanted.getParent();
    List<Path> files = new ArrayList<>();
    if (folder == null || !Files.isDirectory(folder)) {
      return files;
    }
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(folder, String.valueOf(wanted.getFileName()))) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw new MonitoringFileException(
          new Finding(folder, 0, "cannot be read: " + e.getMessage(), "check its rights"));
    }
    files.sort(null);
    return files;
  }

  /** The rules of all of them, in order. */
  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    ruleFiles().forEach(file -> rules.addAll(RuleFile.read(file)));
    return rules;
  }

  /** The type of each metric that somebody produces; empty without {@code metrics.yml}. */
  Map<String, String> metricTypes() {
    Map<String, String> types = new LinkedHashMap<>();
    if (has(METRICS)) {
      YamlNode.read(file(METRICS)).entries().values().forEach(p -> types.putAll(p.texts()));
    }
    return types;
  }
}
