package dev.genesis.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerConfigTest {
  private static final String ROUTING =
      """
      global:
        smtp_smarthost: mail.example:587
        smtp_auth_password_file: secrets/smtp
        smtp_require_tls: true
      route:
        receiver: pager
        group_wait: 30s
        routes: [{receiver: chat, repeat_interval: 4h}]
      receivers:
        - name: pager
          pagerduty_configs: [{routing_key_file: secrets/key}]
        - name: chat
          slack_configs: [{api_url_file: secrets/chat, channel: '#c'}]
        - name: hook
          webhook_configs: [{url: 'https://elsewhere.example/x', send_resolved: false}]
        - name: post
          email_configs: [{to: '${TEAM_EMAIL}'}]
      """;

  @TempDir Path temporary;
  private final Receivers receivers = Receivers.start();

  @AfterEach
  void close() {
    receivers.close();
  }

  @Test
  void everyReceiver_talksToItsStandIn() throws Exception {
    Map<String, Object> config = rendered();

    List<Map<String, Object>> all = YamlTree.maps(config.get("receivers"));
    assertThat(first(all.get(0), "pagerduty_configs"))
        .containsEntry("url", receivers.pagerDuty("pager").toString());
    assertThat(Path.of(String.valueOf(first(all.get(1), "slack_configs").get("api_url_file"))))
        .hasContent(receivers.slack("chat").toString());
    assertThat(first(all.get(1), "slack_configs")).doesNotContainKey("api_url");
    assertThat(first(all.get(2), "webhook_configs"))
        .containsEntry("url", receivers.webhook("hook").toString())
        .containsEntry("send_resolved", false);
    assertThat(first(all.get(3), "email_configs"))
        .containsEntry("to", "team-email@sandbox.example");
    assertThat(config.get("global"))
        .isEqualTo(
            Map.of(
                "smtp_smarthost",
                receivers.smarthost(),
                "smtp_auth_password_file",
                temporary.resolve("program/secrets/smtp").toString(),
                "smtp_require_tls",
                false));
  }

  @Test
  void secretFiles_areThereAndOpenNothing() throws Exception {
    rendered();

    assertThat(temporary.resolve("program/secrets/key")).hasContent("sandbox");
    assertThat(temporary.resolve("program/secrets/smtp")).hasContent("sandbox");
  }

  @Test
  void timesOfRoutes_areCompressed() throws Exception {
    Map<String, Object> route = YamlTree.map(rendered().get("route"));

    assertThat(route).containsEntry("group_wait", "500ms");
    assertThat(YamlTree.maps(route.get("routes")).get(0)).containsEntry("repeat_interval", "240s");
  }

  private static Map<String, Object> first(Map<String, Object> receiver, String kind) {
    return YamlTree.maps(receiver.get(kind)).get(0);
  }

  private Map<String, Object> rendered() throws Exception {
    Path source = Files.createDirectories(temporary.resolve("source"));
    Files.writeString(source.resolve("prometheus_config.yml"), "global: {}\n");
    MonitoringFiles files = MonitoringFiles.copy(source, temporary.resolve("copy")).orElseThrow();
    return YamlTree.read(
        new AlertmanagerConfig(files, receivers, CompressedTime.fast())
            .text(ROUTING, Files.createDirectories(temporary.resolve("program"))));
  }
}
