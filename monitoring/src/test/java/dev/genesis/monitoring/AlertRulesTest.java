package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.monitor.Rule;
import dev.genesis.harness.monitor.ToolRun;
import dev.genesis.harness.monitor.YamlNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every alert fires when it should, with its exact words, and stays quiet when it should. */
class AlertRulesTest {
  static final List<String> CASE_FILES = List.of("tests/alerts.yml", "tests/production_alerts.yml");

  @TempDir Path folder;

  static List<RuleCase> cases() {
    List<RuleCase> cases = new ArrayList<>();
    CASE_FILES.forEach(name -> cases.addAll(RuleCase.read(Monitoring.yaml(name))));
    return cases;
  }

  @Test
  void everyCase_holdsOnPromtool() {
    RuleSet all = new RuleSet(Monitoring.rules());
    List<RuleCase> cases = cases();
    List<Promtool.Job> jobs = new ArrayList<>();
    for (RuleCase rule : cases) {
      jobs.add(new Promtool.Job(rule.name(), rule, all.neededFor(rule.subjects(), rule.series())));
    }

    Map<String, String> failures = new Promtool(folder).failures(jobs);

    assertThat(failures).isEmpty();
    long fire = cases.stream().filter(RuleCase::fires).count();
    long quiet = cases.stream().filter(RuleCase::quiet).count();
    System.out.printf(
        "alert rules: %d alerts, %d recording rules, %d cases (%d fire, %d stay quiet)%n",
        Monitoring.alerts().size(),
        all.rules().size() - Monitoring.alerts().size(),
        cases.size(),
        fire,
        quiet);
  }

  @Test
  void everyAlert_hasACaseThatFiresAndOneThatStaysQuiet() {
    Set<String> alerts = names(Monitoring.alerts());
    Set<String> fire = new TreeSet<>();
    Set<String> quiet = new TreeSet<>();
    for (RuleCase rule : cases()) {
      if (rule.fires()) {
        fire.addAll(rule.subjects());
      }
      if (rule.quiet()) {
        quiet.addAll(rule.subjects());
      }
    }
    // a misspelt name with nothing expected would pass on promtool
    assertThat(fire).isEqualTo(alerts);
    quiet.addAll(exempt().keySet());
    assertThat(quiet).isEqualTo(alerts);
  }

  @Test
  void everyRecordingRule_isExpectedSomewhereOrReadByAnAlert() {
    Set<String> recorded =
        Monitoring.rules().stream()
            .filter(r -> !r.alert())
            .map(Rule::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> proven = new TreeSet<>();
    cases().stream()
        .filter(c -> !c.fires() && !c.quiet())
        .forEach(c -> proven.addAll(c.subjects()));
    RuleSet all = new RuleSet(Monitoring.rules());
    cases().stream()
        .filter(RuleCase::fires)
        .forEach(
            c ->
                all.neededFor(c.subjects(), c.series()).rules().stream()
                    .filter(r -> !r.alert())
                    .forEach(r -> proven.add(r.name())));
    assertThat(proven).isEqualTo(recorded);
  }

  @Test
  void noName_standsTwice() {
    List<String> names = Monitoring.alerts().stream().map(Rule::name).toList();
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(48);
  }

  @Test
  void counts_areThePlans() {
    assertThat(Monitoring.alerts().stream().filter(r -> r.file().endsWith("alerts.yml")).count())
        .isGreaterThanOrEqualTo(18);
    assertThat(inGroup("genesis-production-critical")).hasSize(11);
    assertThat(inGroup("genesis-production-warning")).hasSize(12);
    assertThat(inGroup("genesis-production-info")).hasSize(7);
  }

  @Test
  void bothFiles_areLoadedByTheScrapeConfiguration() {
    List<String> loaded =
        Monitoring.yaml("prometheus_config.yml").get("rule_files").items().stream()
            .map(YamlNode::text)
            .toList();
    // a name, not a pattern: a pattern that matches nothing passes
    assertThat(loaded).isEqualTo(Monitoring.RULE_FILES);
    ToolRun check =
        ToolRun.of(
            Duration.ofSeconds(30),
            Monitoring.folder(),
            Monitoring.promtool(),
            List.of("check", "config", "prometheus_config.yml"));
    assertThat(check.ok()).as(check.output()).isTrue();
    ToolRun rules =
        ToolRun.of(
            Duration.ofSeconds(30),
            Monitoring.folder(),
            Monitoring.promtool(),
            List.of("check", "rules", "--lint-fatal", "alerts.yml", "production_alerts.yml"));
    assertThat(rules.ok()).as(rules.output()).isTrue();
  }

  private static List<Rule> inGroup(String group) {
    return Monitoring.alerts().stream().filter(r -> r.group().equals(group)).toList();
  }

  static Set<String> names(List<Rule> rules) {
    return rules.stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Alerts that have no edge to stay quiet at, with the reason written beside them. */
  static Map<String, String> exempt() {
    Map<String, String> exempt = new java.util.TreeMap<>();
    for (String file : CASE_FILES) {
      Monitoring.yaml(file)
          .get("alerts")
          .entries()
          .forEach(
              (alert, entry) -> {
                if (entry.get("exempt").present()) {
                  exempt.put(alert, entry.get("exempt").text());
                }
              });
    }
    return exempt;
  }
}
