package dev.genesis.monitoring.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.sandbox.Channel;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Notification;
import dev.genesis.harness.sandbox.Part;
import dev.genesis.harness.sandbox.Receivers;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.stack.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What goes wrong between a pushed result and a page: nobody runs, nobody routes, nobody takes it.
 */
class HinderedPageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> ON_CALL =
      List.of("pagerduty-critical", "slack-critical", "oncall@genesis.example");

  /** As usual, but for runs that are stale after 10 s instead of 70 s. */
  private static final CompressedTime TIME =
      new CompressedTime(15, 180, 60, 2520, Duration.ofSeconds(10));

  private static Sandbox sandbox;
  private static SandboxQueries queries;
  private static Receivers receivers;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.builder()
            .withEverything()
            .time(TIME)
            .monitoring(Path.of("").toAbsolutePath())
            .start();
    queries = new SandboxQueries(sandbox);
    receivers = sandbox.receivers();
  }

  @AfterAll
  static void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @BeforeEach
  void greenRunsOfBothSuites() throws Exception {
    push("smoke", 20, 0);
    push("production", 50, 0);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(queries.values("environment:genesis_test_pass_rate:ratio"))
                  .containsExactly(1.0);
              assertThat(queries.firing()).doesNotContain("TestPassRateLow", "TestRunStale");
            });
    receivers.clear();
  }

  @Test
  void alertmanagerIsDownWhenTheAlertFires_itIsSaid_andThePageArrivesWhenItIsBack()
      throws Exception {
    Program alertmanager = sandbox.program(Part.ALERTMANAGER);
    alertmanager.stop();
    try {
      push("production", 40, 10);
      await().atMost(PATIENCE).until(() -> queries.firing().contains("TestPassRateLow"));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  Files.readString(sandbox.program(Part.PROMETHEUS).log())
                      .contains("Error sending alert"));
      assertThat(receivers.received()).noneMatch(n -> n.mentions("TestPassRateLow"));
    } finally {
      alertmanager.start();
    }

    await()
        .atMost(PATIENCE)
        .until(() -> !about("TestPassRateLow", "pagerduty-critical", false).isEmpty());
    everybodyIsToldThatItIsOver();
  }

  @Test
  void pagerDutyAnswers500_itIsTriedAgainUntilItTakesThePage() throws Exception {
    receivers.fail(Channel.PAGERDUTY, 500);
    try {
      push("production", 40, 10);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  receivers.received(Channel.PAGERDUTY).stream()
                          .filter(n -> n.mentions("TestPassRateLow") && !n.accepted())
                          .count()
                      >= 2);
      // the others do not wait for it
      await()
          .atMost(PATIENCE)
          .until(() -> !about("TestPassRateLow", "slack-critical", false).isEmpty());
    } finally {
      receivers.heal(Channel.PAGERDUTY);
    }

    await()
        .atMost(PATIENCE)
        .until(() -> !about("TestPassRateLow", "pagerduty-critical", false).isEmpty());
    everybodyIsToldThatItIsOver();
  }

  @Test
  void runnerStops_isStaleThoughTheLastPassRateWasPerfect() throws Exception {
    await().atMost(PATIENCE).until(() -> queries.firing().contains("TestRunStale"));

    assertThat(queries.values("environment:genesis_test_pass_rate:ratio")).containsExactly(1.0);
    await()
        .atMost(PATIENCE)
        .until(() -> receivers.received().stream().anyMatch(n -> n.mentions("testrunstale")));
    push("smoke", 20, 0);
    push("production", 50, 0);
    await().atMost(PATIENCE).until(() -> !queries.firing().contains("TestRunStale"));
  }

  /** Alertmanager forgets a page only once it has told everybody that it is over. */
  private static void everybodyIsToldThatItIsOver() throws Exception {
    push("production", 50, 0);
    for (String receiver : ON_CALL) {
      await().atMost(PATIENCE).until(() -> !about("TestPassRateLow", receiver, true).isEmpty());
    }
  }

  private static List<Notification> about(String alert, String receiver, boolean resolved) {
    return receivers.taken(receiver).stream()
        .filter(n -> n.mentions(alert) && n.resolved() == resolved)
        .toList();
  }

  private static void push(String suite, int passed, int failed) throws Exception {
    URI pushgateway = sandbox.program(Part.PUSHGATEWAY).uri();
    new PushedResult(suite, sandbox.environment(), passed, failed).pushTo(pushgateway);
  }
}
