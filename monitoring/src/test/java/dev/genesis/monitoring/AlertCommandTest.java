package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.monitor.AlertmanagerClient;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Part;
import dev.genesis.harness.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code alert test} and {@code alert silence} talk with a real Alertmanager that has our routes.
 */
class AlertCommandTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Sandbox sandbox;
  private static AlertmanagerClient alertmanager;

  @BeforeAll
  static void start() {
    sandbox =
        Sandbox.builder()
            .with(Part.ALERTMANAGER)
            .time(CompressedTime.fast())
            .monitoring(Monitoring.folder())
            .start();
    alertmanager =
        new AlertmanagerClient(sandbox.program(Part.ALERTMANAGER).uri(), Optional.empty());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static void send(Map<String, String> labels) throws IOException {
    Instant now = Instant.now();
    alertmanager.send(labels, Map.of("summary", "Test"), now, now.plusSeconds(300));
  }

  @Test
  void testAlert_showsItsReceiversAndReachesThem() throws IOException {
    Map<String, String> labels =
        Map.of("alertname", "TestAlert", "severity", "critical", "environment", "here");
    send(labels);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(alertmanager.receivers(labels))
                    .containsExactlyInAnyOrder(
                        "pagerduty-critical", "slack-critical", "email-oncall"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(sandbox.receivers().taken("pagerduty-critical"))
                    .anyMatch(n -> n.mentions("TestAlert")));
  }

  @Test
  void silence_holdsAnAlertBackUntilItIsLifted() throws IOException {
    Map<String, String> window = Map.of("environment", "quiet");
    Instant now = Instant.now();
    String id = alertmanager.silence(window, now, now.plusSeconds(600), "me", "upgrade");
    Map<String, String> labels =
        Map.of("alertname", "SilencedAlert", "severity", "warning", "environment", "quiet");
    send(labels);
    await()
        .during(Duration.ofSeconds(4))
        .atMost(SOON)
        .until(
            () ->
                sandbox.receivers().received().stream()
                    .noneMatch(n -> n.mentions("SilencedAlert")));

    alertmanager.lift(id);
    await()
        .atMost(SOON)
        .until(
            () ->
                sandbox.receivers().taken("slack-alerts").stream()
                    .anyMatch(n -> n.mentions("SilencedAlert")));
  }

  @Test
  void alertmanagerThatIsNotThere_isOneLine() {
    AlertmanagerClient nobody =
        new AlertmanagerClient(URI.create("http://127.0.0.1:1"), Optional.empty());
    assertThatThrownBy(() -> nobody.receivers(Map.of("alertname", "x")))
        .isInstanceOf(IOException.class)
        .hasMessage("Alertmanager at http://127.0.0.1:1/ does not answer");
  }

  @Test
  void refusedSilence_saysAlertmanagersWord() {
    Instant now = Instant.now();
    assertThatThrownBy(
            () ->
                alertmanager.silence(
                    Map.of("environment", "x"), now, now.minusSeconds(60), "me", "why"))
        .hasMessageContaining("answered 400");
  }
}
