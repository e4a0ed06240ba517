package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.sandbox.Channel;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Notification;
import dev.genesis.harness.sandbox.Part;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.genesis.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * All files together on the real programs: Prometheus scrapes the stand-in Genesis, its rules fire,
 * Alertmanager tells the stand-in receivers. One world for all, with times compressed; the order is
 * that of a story that begins healthy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private Sandbox sandbox;
  private World world;

  @BeforeAll
  void start() {
    sandbox =
        Sandbox.builder()
            .withEverything()
            .environment("sandbox")
            .time(CompressedTime.fast())
            .monitoring(Monitoring.folder())
            .start();
    world = new World(sandbox);
    world.push("production", 34, 0);
    world.push("smoke", 12, 0);
    world.deployment("completed", Instant.now().minusSeconds(3600));
    world.watch(55, 0);
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @BeforeEach
  void forgetWhatArrived() {
    sandbox.receivers().clear();
  }

  @Test
  @Order(1)
  void everyTarget_isUp() {
    await().atMost(SOON).untilAsserted(() -> assertThat(world.query("up == 1")).hasSize(4));
  }

  @Test
  @Order(2)
  void everyMetric_hasTheTypeThatIsSaidOfIt() {
    Map<String, String> said = new TreeMap<>();
    for (String producer : List.of("genesis", "pushgateway", "node-exporter", "prometheus")) {
      said.putAll(Monitoring.yaml("metrics.yml").get(producer).texts());
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Map<String, String> known = new TreeMap<>(world.types());
              known.keySet().retainAll(said.keySet());
              assertThat(known).containsExactlyEntriesOf(said);
            });
  }

  @Test
  @Order(3)
  void nothingFires_whenAllIsWell() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        world.query("suite_environment_location:genesis_test_pass_rate:ratio == 1"))
                    .hasSize(2));
    await().atMost(SOON).untilAsserted(() -> assertThat(world.firing()).containsOnly("Watchdog"));
    sandbox.receivers().clear();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(sandbox.receivers().taken("heartbeat")).isNotEmpty());
    assertThat(
            sandbox.receivers().received().stream()
                .filter(n -> !n.resolved())
                .map(Notification::to))
        .containsOnly("heartbeat");
  }

  /** Every panel shows something; the last one only when something fires. */
  @Test
  @Order(4)
  void everyPanel_hasData() throws IOException {
    sandbox.genesis().switchOn(Fault.QUEUE_BACKLOG);
    try {
      await().atMost(SOON).until(() -> world.firing().contains("HighQueueDepth"));
      Set<String> panels = new TreeSet<>();
      for (Dashboard.Query query : Dashboard.read().queries()) {
        String asked = query.with(sandbox.environment(), ".*");
        await()
            .atMost(SOON)
            .untilAsserted(() -> assertThat(world.query(asked)).as(asked).isNotEmpty());
        panels.add(query.panel());
      }
      System.out.printf("dashboard: %d of 13 panels with data%n", panels.size());
      assertThat(panels).hasSize(13);
      for (Dashboard.Query query : Dashboard.read().annotations()) {
        assertThat(world.query(query.with(sandbox.environment(), ".*"))).isNotNull();
      }
    } finally {
      sandbox.genesis().switchOff(Fault.QUEUE_BACKLOG);
    }
    await().atMost(SOON).until(() -> !world.firing().contains("HighQueueDepth"));
  }

  @Test
  @Order(5)
  void warning_reachesExactlySlackAlertsAndTheTeam_andResolves() throws IOException {
    sandbox.genesis().switchOn(Fault.QUEUE_BACKLOG);
    try {
      awaitReceivers("HighQueueDepth", false, "slack-alerts", "team@genesis.example");
    } finally {
      sandbox.genesis().switchOff(Fault.QUEUE_BACKLOG);
    }
    awaitReceivers("HighQueueDepth", true, "slack-alerts", "team@genesis.example");
    JsonNode slack = json(first("slack-alerts"));
    assertThat(slack.get("channel").asText()).isEqualTo("#genesis-alerts");
    assertThat(slack.at("/attachments/0/title_link").asText())
        .isEqualTo(RuleCase.RUNBOOKS + "highqueuedepth");
  }

  @Test
  @Order(6)
  void information_reachesExactlyTheTeam() {
    world.deployment("started", Instant.now());
    awaitReceivers("DeploymentStarted", false, "team@genesis.example");
    world.deployment("completed", Instant.now().minusSeconds(3600));
    await().atMost(SOON).until(() -> !world.firing().contains("DeploymentStarted"));
  }

  /** A critical alert, a restart of Prometheus while it fires, and its end. */
  @Test
  @Order(7)
  void critical_reachesExactlyItsThree_survivesARestart_andResolves() throws IOException {
    world.push("production", 31, 3);
    awaitReceivers(
        "TestPassRateLow", false, "pagerduty-critical", "slack-critical", "oncall@genesis.example");
    JsonNode page = json(first("pagerduty-critical"));
    assertThat(page.get("event_action").asText()).isEqualTo("trigger");
    assertThat(page.at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(page.at("/payload/summary").asText())
        .contains("TestPassRateLow", "The test pass rate is below 98 %");
    assertThat(page.at("/links/0/href").asText()).isEqualTo(RuleCase.RUNBOOKS + "testpassratelow");
    assertThat(first("oncall@genesis.example").body())
        .contains("<a href=\"" + RuleCase.RUNBOOKS + "testpassratelow\">Runbook</a>");
    assertThat(json(first("slack-critical")).get("channel").asText())
        .isEqualTo("#genesis-critical");

    sandbox.program(Part.PROMETHEUS).restart();
    await()
        .during(Duration.ofSeconds(10))
        .atMost(SOON)
        .until(
            () ->
                sandbox.receivers().received().stream()
                    .noneMatch(n -> n.resolved() && n.mentions("TestPassRateLow")));
    await().atMost(SOON).until(() -> world.firing().contains("TestPassRateLow"));

    world.push("production", 34, 0);
    awaitReceivers(
        "TestPassRateLow", true, "pagerduty-critical", "slack-critical", "oncall@genesis.example");
    assertThat(sandbox.receivers().received()).allMatch(n -> n.problems().isEmpty());
  }

  /** The runner stops: the last rate was 1, and yet it is said. */
  @Test
  @Order(8)
  void staleRun_isSaidThoughTheLastRateWasOne() {
    world.push("smoke", 12, 0, Instant.now().minusSeconds(600));
    await().atMost(SOON).until(() -> world.firing().contains("TestRunStale"));
    assertThat(world.firing()).doesNotContain("TestPassRateLow");
    assertThat(world.query("genesis_test_pass_rate{suite=\"smoke\"} == 1")).hasSize(1);
    world.push("smoke", 12, 0);
    await().atMost(SOON).until(() -> !world.firing().contains("TestRunStale"));
  }

  /** Nearly everything fires when Genesis is down, and one page says why. */
  @Test
  @Order(9)
  void genesisDown_silencesItsSymptoms() {
    world.push("production", 20, 14);
    sandbox.genesis().switchOn(Fault.DOWN);
    try {
      await().atMost(SOON).until(() -> world.firing().contains("GenesisServiceDown"));
      sandbox.receivers().clear();
      awaitReceivers(
          "GenesisServiceDown",
          false,
          "pagerduty-critical",
          "slack-critical",
          "oncall@genesis.example");
      await().atMost(SOON).until(() -> world.firing().contains("UptimeBudgetBurn14x"));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(world.suppressed()).contains("TestPassRateLow"));
    } finally {
      sandbox.genesis().switchOff(Fault.DOWN);
      world.push("production", 34, 0);
    }
    await().atMost(SOON).until(() -> !world.firing().contains("GenesisServiceDown"));
  }

  /** Whoever is woken at night pastes them; each has to run as it stands. */
  @Test
  @Order(10)
  void everyCommandOfTheDocuments_runs() throws IOException {
    List<String> lines = RunbookCommands.lines();
    List<String> failed = new Shell(sandbox, folder).failing(lines);
    assertThat(failed).isEmpty();
    System.out.printf("runbooks: %d of %d commands run%n", lines.size(), lines.size());
  }

  /** The command line of the timer, as systemd would start it. */
  @Test
  @Order(11)
  void timersCommandLine_runsBothSuitesAndPushesThem() throws IOException {
    long before = Instant.now().getEpochSecond() - 1;
    assertThat(new Shell(sandbox, folder).failing(List.of(Shell.ofTimer(folder, world)))).isEmpty();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(world.query("genesis_test_run_timestamp_seconds >= " + before))
                    .hasSize(2));
    assertThat(world.query("sum by (suite) (genesis_tests{outcome=\"passed\"}) > 10")).hasSize(2);
  }

  private void awaitReceivers(String alert, boolean resolved, String... receivers) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(told(alert, resolved))
                    .as("%s, resolved: %s", alert, resolved)
                    .containsExactlyInAnyOrder(receivers));
  }

  /** Who heard of an alert, or of its end. */
  private Set<String> told(String alert, boolean resolved) {
    return sandbox.receivers().received().stream()
        .filter(n -> n.accepted() && n.resolved() == resolved)
        .filter(n -> n.mentions(alert))
        .map(Notification::to)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Notification first(String receiver) {
    List<Notification> taken = new ArrayList<>(sandbox.receivers().taken(receiver));
    assertThat(taken).as(receiver).isNotEmpty();
    return taken.get(0);
  }

  private static JsonNode json(Notification notification) throws IOException {
    assertThat(notification.channel()).isNotEqualTo(Channel.MAIL);
    return new ObjectMapper().readTree(notification.body());
  }
}
