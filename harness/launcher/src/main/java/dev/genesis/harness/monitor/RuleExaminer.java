package dev.genesis.harness.monitor;

import dev.genesis.harness.monitor.PromQlExpression.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at rules for what promtool lets through. */
final class RuleExaminer {
  private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info");
  private static final Set<String> FOR_COUNTERS = Set.of("rate", "irate", "increase", "resets");

  private final List<Rule> rules;
  private final Map<String, String> types;
  private final Set<String> recorded;

  RuleExaminer(List<Rule> rules, Map<String, String> types) {
    this.rules = rules;
    this.types = types;
    this.recorded =
        rules.stream().filter(r -> !r.alert()).map(Rule::name).collect(Collectors.toSet());
  }

  Examination alerts() {
    List<Finding> findings = new ArrayList<>();
    Map<String, Rule> seen = new HashMap<>();
    List<Rule> alerts = rules.stream().filter(Rule::alert).toList();
    for (Rule alert : alerts) {
      Rule first = seen.putIfAbsent(alert.name(), alert);
      if (first != null) {
        findings.add(
            finding(
                alert,
                "stands also in " + first.file().getFileName() + ":" + first.line(),
                "give one of them another name"));
      }
      if (!SEVERITIES.contains(alert.labels().getOrDefault("severity", ""))) {
        findings.add(
            finding(
                alert,
                "has severity '" + alert.labels().getOrDefault("severity", "") + "'",
                "write critical, warning or info"));
      }
      if (!alert.labels().getOrDefault("priority", "").matches("P[0-4]")) {
        findings.add(finding(alert, "has no priority from P0 to P4", "add the label"));
      }
      for (String needed : List.of("summary", "description")) {
        if (alert.annotations().getOrDefault(needed, "").isBlank()) {
          findings.add(finding(alert, "has no " + needed, "add the annotation"));
        }
      }
      alert.labels().values().stream()
          .filter(value -> value.contains("$value"))
          .forEach(
              value ->
                  findings.add(
                      finding(
                          alert,
                          "has its value in a label, which makes a new alert of every change",
                          "move it to an annotation")));
      if (comparesNothing(alert)) {
        findings.add(
            finding(alert, "compares nothing, so that it always fires", "compare with a limit"));
      }
    }
    return new Examination("alerts", alerts.size() + " alerts", findings);
  }

  private static boolean comparesNothing(Rule alert) {
    // vector(1) is meant so: a watchdog
    return !alert.expression().text().strip().equals("vector(1)")
        && alert.expression().tokens().stream()
            .noneMatch(
                t ->
                    t.kind() == Kind.COMPARISON
                        || t.text().equals("unless")
                        || t.text().startsWith("absent"));
  }

  Examination metrics() {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      for (String problem : problems(rule.expression())) {
        findings.add(
            finding(
                rule, problem, "correct it, or add the metric with its producer to metrics.yml"));
      }
    }
    return new Examination(
        "metrics", types.size() + " produced, " + recorded.size() + " recorded", findings);
  }

  /** What is wrong with the metrics of an expression. */
  List<String> problems(PromQlExpression expression) {
    List<String> problems = new ArrayList<>();
    for (PromQlExpression.Use use : expression.uses()) {
      String type = types.get(family(use.metric()));
      if (type == null && !recorded.contains(use.metric())) {
        problems.add("uses " + use.metric() + ", which nobody produces");
      } else if (FOR_COUNTERS.contains(use.function())
          && (type == null || type.equals("gauge") || type.equals("snapshot"))) {
        problems.add("takes " + use.function() + "() of " + use.metric() + ", which is no counter");
      }
    }
    return problems;
  }

  private String family(String metric) {
    return types.containsKey(metric) ? metric : metric.replaceFirst("_(bucket|sum|count)$", "");
  }

  private static Finding finding(Rule rule, String problem, String cure) {
    return new Finding(rule.file(), rule.line(), rule.name() + " " + problem, cure);
  }
}
