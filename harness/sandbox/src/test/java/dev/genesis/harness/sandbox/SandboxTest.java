package dev.genesis.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.sandbox.stack.ProgramException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().withEverything().time(CompressedTime.fast()).start();
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  @Test
  void everyPart_isScrapedInItsEnvironment() throws Exception {
    assertThat(sandbox.services())
        .containsOnlyKeys("genesis", "prometheus", "pushgateway", "alertmanager", "node-exporter");
    await().atMost(Duration.ofSeconds(60)).until(sandbox::seen);
    assertThat(query("sum by (environment) (up)"))
        .contains("\"environment\":\"sandbox\"")
        .contains("\"5\"");
    assertThat(query("rate(genesis_operations_total[10s]) > 0")).contains("genesis");
  }

  @Test
  void imaginaryMachine_isShownByTheRealNodeExporter_andFallsIllOnRequest() {
    String used = "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes";
    await().atMost(Duration.ofSeconds(20)).until(() -> query(used).contains("\"0.62"));

    sandbox.genesis().switchOn(Fault.NODE_MEMORY_EXHAUSTED);

    await().atMost(Duration.ofSeconds(20)).until(() -> query(used).contains("\"0.97"));
    sandbox.genesis().switchOff(Fault.NODE_MEMORY_EXHAUSTED);
  }

  @Test
  void newWorld_isNotSeenUntilAWindowHasPassed() {
    try (Sandbox fresh =
        Sandbox.builder().with(Part.PROMETHEUS).time(CompressedTime.fast()).start()) {
      assertThat(fresh.seen()).isFalse();

      await().atMost(Duration.ofSeconds(40)).until(fresh::seen);

      fresh.genesis().switchOn(Fault.DOWN);
      await().atMost(Duration.ofSeconds(20)).until(() -> !fresh.seen());
    }
  }

  @Test
  void partThatWasNotAskedFor_isRefusedByName() {
    try (Sandbox bare = Sandbox.builder().start()) {
      assertThatThrownBy(() -> bare.program(Part.ALERTMANAGER))
          .hasMessageContaining("alertmanager");
      assertThatThrownBy(bare::receivers).hasMessageContaining("alertmanager");
      assertThat(bare.services()).containsOnlyKeys("genesis");
    }
  }

  @Test
  void brokenRuleFile_isOneLineThatNamesIt_andNothingIsLeftRunning(@TempDir Path files)
      throws Exception {
    Files.writeString(
        files.resolve("prometheus_config.yml"), "rule_files: [rules.yml]\nscrape_configs: []\n");
    Files.writeString(
        files.resolve("rules.yml"), "groups: [{name: g, rules: [{alert: A, expr: 'rate('}]}]\n");
    long before = ProcessHandle.current().descendants().count();

    assertThatThrownBy(
            () ->
                Sandbox.builder().with(Part.PROMETHEUS, Part.PUSHGATEWAY).monitoring(files).start())
        .isInstanceOf(ProgramException.class)
        .hasMessageContaining("Prometheus does not start")
        .hasMessageContaining("rules.yml")
        .hasMessageNotContaining("\n");

    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(before);
  }

  @Test
  void folderWithoutMonitoringFiles_isRefusedByName(@TempDir Path empty) {
    assertThatThrownBy(() -> Sandbox.builder().monitoring(empty).start())
        .hasMessage(empty + " has no prometheus_config.yml");
  }

  private static String query(String promQl) throws Exception {
    URI uri =
        sandbox
            .program(Part.PROMETHEUS)
            .uri()
            .resolve("/api/v1/query?query=" + URLEncoder.encode(promQl, StandardCharsets.UTF_8));
    JsonNode answer =
        JSON.readTree(
            HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    return answer.at("/data/result").toString();
  }
}
