package dev.genesis.monitoring;

import dev.genesis.harness.monitor.Rule;
import dev.genesis.harness.monitor.RuleFile;
import dev.genesis.harness.monitor.YamlNode;
import dev.genesis.harness.sandbox.stack.ProgramSource;
import dev.genesis.harness.sandbox.stack.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the files under test are, and the programs that judge them. */
final class Monitoring {
  static final List<String> RULE_FILES = List.of("alerts.yml", "production_alerts.yml");

  private Monitoring() {}

  /** The folder {@code monitoring/}; Maven runs a module's tests in the module's folder. */
  static Path folder() {
    return Path.of("").toAbsolutePath();
  }

  static Path file(String name) {
    return folder().resolve(name);
  }

  /** All rules of both files, in the order in which they are evaluated. */
  static List<Rule> rules() {
    return rules("");
  }

  /** The rules that take their place after the 48 hours. */
  static List<Rule> relaxedRules() {
    return rules("after-48h/");
  }

  private static List<Rule> rules(String below) {
    List<Rule> rules = new ArrayList<>();
    RULE_FILES.forEach(name -> rules.addAll(RuleFile.read(file(below + name))));
    return rules;
  }

  static List<Rule> alerts() {
    return rules().stream().filter(Rule::alert).toList();
  }

  static YamlNode yaml(String name) {
    return YamlNode.read(file(name));
  }

  static Path promtool() {
    return ProgramSource.standard().find(Tool.PROMTOOL);
  }

  static Path amtool() {
    return ProgramSource.standard().find(Tool.AMTOOL);
  }
}
