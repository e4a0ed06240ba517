package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.monitor.Rule;
import dev.genesis.harness.watch.Checkpoint;
import dev.genesis.harness.watch.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every alert leads to a section that helps, and nothing in the documents leads nowhere. */
class RunbooksTest {
  private static final Markdown RUNBOOKS =
      Markdown.read(Monitoring.file("docs/INCIDENT_RESPONSE.md"));

  @Test
  void everyAlertsLink_endsAtASection() {
    for (Rule alert : Monitoring.alerts()) {
      String url = alert.annotations().getOrDefault("runbook_url", "");
      assertThat(url).startsWith(RuleCase.RUNBOOKS);
      assertThat(RUNBOOKS.anchors()).contains(url.substring(RuleCase.RUNBOOKS.length()));
    }
    System.out.printf(
        "runbooks: %d of %d anchors%n", Monitoring.alerts().size(), Monitoring.alerts().size());
  }

  @Test
  void everySection_belongsToAnAlertAndSaysTheFourThings() {
    Map<String, String> sections = new TreeMap<>(RUNBOOKS.sections());
    sections
        .keySet()
        .removeAll(
            List.of(
                "How to use this page", "Who, and how soon", "Rolling back", "After an incident"));
    sections.keySet().removeIf(heading -> heading.startsWith("#"));
    assertThat(sections.keySet()).isEqualTo(AlertRulesTest.names(Monitoring.alerts()));
    for (Rule alert : Monitoring.alerts()) {
      String section = sections.get(alert.name());
      assertThat(section)
          .as(alert.name())
          .contains(
              "**%s, %s**"
                  .formatted(alert.labels().get("severity"), alert.labels().get("priority")))
          .containsSubsequence(
              "escalation: ",
              "**Meaning.** ",
              "**Impact.** ",
              "**Diagnosis.** ",
              "```sh",
              "**Mitigation.** ");
    }
  }

  @Test
  void everyLink_leadsSomewhere() throws IOException {
    for (Path file : documents()) {
      Markdown document = Markdown.read(file);
      for (String link : document.links()) {
        if (link.startsWith("http")) {
          continue;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
        assertThat(target).as("%s: %s", file.getFileName(), link).exists();
        if (parts.length == 2) {
          assertThat(Markdown.read(target).anchors())
              .as("%s: %s", file.getFileName(), link)
              .contains(parts[1]);
        }
      }
    }
  }

  @Test
  void plan_listsTheCheckpointsThatTheWatchMakes() {
    Markdown plan = Markdown.read(Monitoring.file("docs/MONITORING_PLAN.md"));
    List<Checkpoint> checkpoints = Schedule.PLAN.checkpoints();
    assertThat(checkpoints).hasSize(55);
    int number = 0;
    for (Checkpoint checkpoint : checkpoints) {
      long minutes = checkpoint.offset().toMinutes();
      String at = minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60);
      String what = checkpoint.kind() == Checkpoint.Kind.FULL_SUITE ? "full suite" : "checkpoint";
      assertThat(plan.text())
          .contains("| %d | %s | %s | %s |".formatted(++number, at, checkpoint.phase(), what));
    }
    assertThat(plan.text()).doesNotContain("| 56 |");
  }

  /** What the guide counts is what there is. */
  @Test
  void guide_countsWhatThereIs() {
    String guide = Markdown.read(Monitoring.file("docs/POST_DEPLOYMENT_MONITORING.md")).text();
    long basic = Monitoring.alerts().stream().filter(r -> r.file().endsWith("alerts.yml")).count();
    assertThat(guide)
        .contains("| `alerts.yml` | " + basic + " alerts")
        .contains(
            "| `production_alerts.yml` | " + (Monitoring.alerts().size() - basic) + " alerts");
    for (String name :
        new TreeSet<>(List.of("compose", "systemd", "kubernetes", "cron", "after-48h"))) {
      assertThat(Monitoring.file(name)).isDirectory();
    }
  }

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(Monitoring.file("docs"))) {
      return files.filter(f -> f.toString().endsWith(".md")).sorted().toList();
    }
  }
}
