package dev.genesis.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.monitor.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that are loaded together, in the order in which they are evaluated. */
record RuleSet(List<Rule> rules) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What it takes to evaluate the rules of that name: themselves, and the recording rules they
   * read, but for those that a test gives as series.
   */
  RuleSet neededFor(Set<String> names, Set<String> given) {
    Set<String> needed = new HashSet<>(names);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Rule rule : rules) {
        if (needed.contains(rule.name()) && !given.contains(rule.name())) {
          for (String metric : rule.expression().metrics()) {
            grew |= needed.add(metric);
          }
        }
      }
    }
    return new RuleSet(
        rules.stream()
            .filter(r -> needed.contains(r.name()) && !given.contains(r.name()))
            .toList());
  }

  /** These rules with copies of one of them behind it. */
  RuleSet withCopies(String name, List<Rule> copies) {
    List<Rule> result = new ArrayList<>();
    for (Rule rule : rules) {
      result.add(rule);
      if (rule.name().equals(name)) {
        result.addAll(copies);
      }
    }
    return new RuleSet(result);
  }

  /** The groups' names in their order, for promtool, which else evaluates them in any order. */
  List<String> groups() {
    return rules.stream().map(Rule::group).distinct().toList();
  }

  /** A rule file of these rules. JSON is YAML. */
  String text() {
    Map<String, List<Map<String, Object>>> byGroup = new LinkedHashMap<>();
    for (Rule rule : rules) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put(rule.alert() ? "alert" : "record", rule.name());
      entry.put("expr", rule.expression().text());
      if (!rule.hold().isEmpty()) {
        entry.put("for", rule.hold());
      }
      if (!rule.labels().isEmpty()) {
        entry.put("labels", rule.labels());
      }
      if (rule.alert()) {
        entry.put("annotations", rule.annotations());
      }
      byGroup.computeIfAbsent(rule.group(), g -> new ArrayList<>()).add(entry);
    }
    List<Object> groups = new ArrayList<>();
    byGroup.forEach((name, list) -> groups.add(Map.of("name", name, "rules", list)));
    try {
      return JSON.writeValueAsString(Map.of("groups", groups));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
