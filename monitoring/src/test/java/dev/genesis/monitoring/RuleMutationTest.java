package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.monitor.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The test of the tests: whatever small mistake is made in a rule, one of its cases notices. The
 * mistaken copies of a rule stand beside each other under names of their own, so that one run of a
 * case tries them all.
 */
class RuleMutationTest {
  /** Mistakes that change nothing that can be observed, each with the reason. */
  private static final Map<String, String> EQUIVALENT =
      Map.of(
          "Watchdog: 1 at 7 becomes 2", "it fires on any value, and shows none",
          "Watchdog: 1 at 7 becomes 0", "it fires on any value, and shows none");

  @TempDir Path folder;

  @Test
  void everyMistakeInARule_isNoticedByItsCases() {
    check("alert rules", Monitoring.rules(), Monitoring.rules(), AlertRulesTest.cases());
  }

  @Test
  void everyMistakeInARelaxedRule_isNoticedByItsCases() {
    check(
        "rules after 48 hours",
        RelaxedRulesTest.relaxed(),
        Monitoring.relaxedRules(),
        RelaxedRulesTest.cases());
  }

  private void check(String what, List<Rule> rules, List<Rule> loaded, List<RuleCase> cases) {
    Map<String, Mutant> alive = new LinkedHashMap<>();
    List<Promtool.Job> jobs = new ArrayList<>();
    Map<String, List<Mutant>> byName = new LinkedHashMap<>();
    int number = 0;
    int equivalent = 0;
    for (Rule rule : rules) {
      // the rule as it is has to survive, else its cases would kill anything
      byName
          .computeIfAbsent(rule.name(), n -> new ArrayList<>())
          .add(new Mutant(rule.name(), rule, RuleMutator.named(rule, rule.name() + "_as_it_is")));
      for (Mutant mutant : RuleMutator.mutants(rule)) {
        if (EQUIVALENT.containsKey(mutant.id())) {
          equivalent++;
          continue;
        }
        String name = rule.name() + "_mutant" + number++;
        alive.put(name, mutant);
        byName
            .computeIfAbsent(rule.name(), n -> new ArrayList<>())
            .add(
                new Mutant(mutant.id(), mutant.original(), RuleMutator.named(mutant.rule(), name)));
      }
    }
    RuleSet all = new RuleSet(loaded);
    for (RuleCase subject : cases) {
      for (String name : subject.subjects()) {
        List<Mutant> mutants = byName.getOrDefault(name, List.of());
        RuleSet needed = all.neededFor(Set.of(name), subject.series());
        jobs.add(
            new Promtool.Job(
                name + " " + subject.name(),
                subject.forCopies(name, mutants.stream().map(m -> m.rule().name()).toList()),
                needed.withCopies(name, mutants.stream().map(Mutant::rule).toList())));
      }
    }
    int total = alive.size();

    Map<String, String> failures = new Promtool(folder).failures(jobs);

    Set<String> killed = new HashSet<>();
    for (String said : failures.values()) {
      assertThat(said).as("every mutant is a valid rule").doesNotContain("parse error");
      assertThat(said).as("the rule as it is").doesNotContain("_as_it_is");
      for (String name : alive.keySet()) {
        if (said.contains(name + ",") || said.contains(name + ")")) {
          killed.add(name);
        }
      }
    }
    alive.keySet().removeAll(killed);
    System.out.printf(
        "%s: %d of %d mutants killed (%.1f %%), %d equivalent by name%n",
        what, killed.size(), total, 100.0 * killed.size() / total, equivalent);
    assertThat(alive.values().stream().map(Mutant::id)).isEmpty();
  }
}
