package dev.genesis.harness.monitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads rule files as Prometheus loads them. */
public final class RuleFile {
  private RuleFile() {}

  /** The rules of a file in their order. */
  public static List<Rule> read(Path file) {
    return rules(YamlNode.read(file), file);
  }

  static List<Rule> rules(YamlNode root, Path file) {
    List<Rule> rules = new ArrayList<>();
    for (YamlNode group : root.get("groups").items()) {
      for (YamlNode rule : group.get("rules").items()) {
        boolean alert = rule.get("alert").present();
        rules.add(
            new Rule(
                file,
                rule.line(),
                group.get("name").text(),
                alert,
                rule.get(alert ? "alert" : "record").text(),
                PromQlExpression.of(rule.get("expr").text()),
                rule.get("for").text(),
                rule.get("labels").texts(),
                rule.get("annotations").texts()));
      }
    }
    return rules;
  }
}
