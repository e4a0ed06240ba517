package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.monitor.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the 48 hours some warnings are relaxed, and nothing else is different. */
class RelaxedRulesTest {
  @TempDir Path folder;

  static List<RuleCase> cases() {
    return RuleCase.read(Monitoring.yaml("tests/after-48h.yml"));
  }

  /** The rules that differ from those of the first 48 hours. */
  static List<Rule> relaxed() {
    Map<String, List<String>> before = new LinkedHashMap<>();
    for (Rule rule : Monitoring.rules()) {
      before.computeIfAbsent(rule.name(), n -> new ArrayList<>()).add(content(rule));
    }
    return Monitoring.relaxedRules().stream()
        .filter(r -> !before.getOrDefault(r.name(), List.of()).contains(content(r)))
        .toList();
  }

  private static String content(Rule rule) {
    return rule.group() + rule.expression() + rule.hold() + rule.labels() + rule.annotations();
  }

  @Test
  void rules_areTheSameByNameAndOnlyWarningsDiffer() {
    assertThat(Monitoring.relaxedRules().stream().map(Rule::name))
        .containsExactlyElementsOf(Monitoring.rules().stream().map(Rule::name).toList());
    assertThat(relaxed()).isNotEmpty().allMatch(r -> "warning".equals(r.labels().get("severity")));
  }

  @Test
  void everyRelaxedAlert_isProvenAndListed() throws IOException {
    Set<String> relaxed = AlertRulesTest.names(relaxed());
    Set<String> proven = new TreeSet<>();
    cases().stream().filter(RuleCase::fires).forEach(c -> proven.addAll(c.subjects()));
    Set<String> quiet = new TreeSet<>();
    cases().stream().filter(RuleCase::quiet).forEach(c -> quiet.addAll(c.subjects()));
    assertThat(proven).isEqualTo(relaxed);
    assertThat(quiet).isEqualTo(relaxed);
    String list = Files.readString(Monitoring.file("after-48h/README.md"));
    assertThat(list.lines().filter(l -> l.matches("\\| [A-Z]\\w+ \\|.*")).count())
        .isEqualTo(relaxed.size());
    relaxed.forEach(name -> assertThat(list).contains("| " + name + " |"));
  }

  @Test
  void everyCase_holdsOnPromtool() {
    RuleSet all = new RuleSet(Monitoring.relaxedRules());
    List<Promtool.Job> jobs = new ArrayList<>();
    for (RuleCase rule : cases()) {
      jobs.add(new Promtool.Job(rule.name(), rule, all.neededFor(rule.subjects(), rule.series())));
    }
    assertThat(new Promtool(folder).failures(jobs)).isEmpty();
    System.out.printf(
        "rules after 48 hours: %d relaxed, %d cases%n", relaxed().size(), jobs.size());
  }
}
