package dev.genesis.harness.monitor;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** promtool and amtool, where they are; without them what only they know is not said. */
final class Promtool {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern PROBLEM =
      Pattern.compile("(?:(\\d+):(\\d+): )?group \"[^\"]*\", rule \\d+, \"([^\"]*)\": (.*)");

  private final Optional<Path> promtool;
  private final Optional<Path> amtool;

  Promtool(Optional<Path> promtool, Optional<Path> amtool) {
    this.promtool = promtool;
    this.amtool = amtool;
  }

  Examination rules(List<Path> files) {
    if (promtool.isEmpty()) {
      return new Examination(
          "promtool", "not found: syntax of expressions not examined", List.of());
    }
    List<Finding> findings = new ArrayList<>();
    for (Path file : files) {
      ToolRun run = run(promtool.get(), file, List.of("check", "rules", file.toString()));
      if (!run.ok()) {
        findings.addAll(problems(file, run.output()));
      }
    }
    return new Examination("promtool", files.size() + " rule files", findings);
  }

  private static List<Finding> problems(Path file, String output) {
    List<Finding> findings = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher matcher = PROBLEM.matcher(line);
      if (matcher.find()) {
        int number = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        findings.add(
            new Finding(
                file, number, matcher.group(3) + ": " + matcher.group(4), "correct the rule"));
      }
    }
    if (findings.isEmpty()) {
      String first =
          output
              .lines()
              .filter(l -> !l.isBlank() && !l.startsWith("Checking"))
              .findFirst()
              .orElse("");
      findings.add(new Finding(file, 0, "promtool says: " + first.strip(), "correct the file"));
    }
    return findings;
  }

  Examination routing(Path file) {
    if (amtool.isEmpty()) {
      return new Examination("amtool", "not found: alertmanager.yml not examined by it", List.of());
    }
    ToolRun run = run(amtool.get(), file, List.of("check-config", file.toString()));
    List<Finding> findings = new ArrayList<>();
    if (!run.ok()) {
      String said =
          run.output()
              .lines()
              .map(String::strip)
              .filter(l -> l.contains("FAILED:"))
              .findFirst()
              .orElse("it is refused");
      findings.add(new Finding(file, 0, "amtool says: " + said, "correct the file"));
    }
    return new Examination("amtool", "alertmanager.yml and templates", findings);
  }

  /** The expressions that do not parse, by name, with promtool's word. */
  Map<String, String> unparsable(Map<String, String> expressions) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (promtool.isEmpty() || expressions.isEmpty()) {
      return problems;
    }
    List<Object> rules = new ArrayList<>();
    expressions.forEach((name, expr) -> rules.add(Map.of("record", name, "expr", expr)));
    try {
      Path file = Files.createTempFile("genesis-queries", ".yml");
      try {
        new ObjectMapper()
            .writeValue(
                file.toFile(), Map.of("groups", List.of(Map.of("name", "q", "rules", rules))));
        ToolRun run = run(promtool.get(), file, List.of("check", "rules", file.toString()));
        for (String line : run.output().lines().toList()) {
          Matcher matcher = PROBLEM.matcher(line);
          if (matcher.find()) {
            problems.put(matcher.group(3), matcher.group(4));
          }
        }
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems;
  }

  private static ToolRun run(Path program, Path file, List<String> arguments) {
    Path folder = file.toAbsolutePath().getParent();
    return ToolRun.of(LIMIT, folder == null ? Path.of("/") : folder, program, arguments);
  }
}
