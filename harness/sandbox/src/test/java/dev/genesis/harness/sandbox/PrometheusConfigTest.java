package dev.genesis.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusConfigTest {
  private static final URI OWN = URI.create("http://127.0.0.1:1001");
  private static final Map<String, URI> SERVICES =
      Map.of(
          "genesis",
          URI.create("http://127.0.0.1:1002"),
          "alertmanager",
          URI.create("http://127.0.0.1:1003"));

  @TempDir Path temporary;
  private Path source;
  private Path program;

  @BeforeEach
  void files() throws Exception {
    source = Files.createDirectory(temporary.resolve("source"));
    program = Files.createDirectory(temporary.resolve("program"));
    Files.writeString(
        source.resolve("prometheus_config.yml"),
        """
        global: {scrape_interval: 15s, scrape_timeout: 10s, evaluation_interval: 15s}
        rule_files: ['*_alerts.yml']
        alerting:
          alertmanagers: [{static_configs: [{targets: ['localhost:9093']}]}]
        scrape_configs:
          - job_name: genesis
            sample_limit: 10
            static_configs:
              - targets: ['localhost:8000']
                labels: {environment: production, team: a}
          - job_name: prometheus
            honor_labels: true
            static_configs: [{targets: ['localhost:9090']}]
          - job_name: grafana
            static_configs: [{targets: ['localhost:3000']}]
        """);
    Files.writeString(
        source.resolve("my_alerts.yml"),
        """
        groups:
          - name: g
            interval: 30s
            rules:
              - alert: A
                expr: rate(x[5m]) > 0.001
                for: 5m
                labels: {severity: critical, environment: production}
                annotations: {summary: "in the last [5m] of production"}
        """);
  }

  @Test
  void jobs_areTheSandboxsParts_andOthersAreLeftOut() throws Exception {
    Map<String, Object> config = rendered();

    List<Map<String, Object>> jobs = YamlTree.maps(config.get("scrape_configs"));
    assertThat(jobs)
        .extracting(job -> job.get("job_name"))
        .containsExactly("genesis", "prometheus");
    assertThat(jobs.get(0))
        .containsEntry("sample_limit", 10)
        .containsEntry(
            "static_configs",
            List.of(
                Map.of(
                    "targets",
                    List.of("127.0.0.1:1002"),
                    "labels",
                    Map.of("environment", "here", "team", "a"))));
    assertThat(jobs.get(1)).containsEntry("honor_labels", true);
    assertThat(String.valueOf(config.get("alerting")))
        .contains("127.0.0.1:1003")
        .doesNotContain("9093");
    assertThat(config.get("global"))
        .isEqualTo(
            Map.of("scrape_interval", "1s", "scrape_timeout", "1s", "evaluation_interval", "1s"));
  }

  @Test
  void rules_areCompressedAndInTheSandboxsEnvironment_theirTextIsNot() throws Exception {
    Map<String, Object> config = rendered();

    assertThat(config.get("rule_files"))
        .isEqualTo(List.of(program.resolve("rules/my_alerts.yml").toString()));
    Map<String, Object> rules =
        YamlTree.read(Files.readString(program.resolve("rules/my_alerts.yml")));
    Map<String, Object> group = YamlTree.maps(rules.get("groups")).get(0);
    assertThat(group).containsEntry("interval", "2s");
    assertThat(YamlTree.maps(group.get("rules")).get(0))
        .containsEntry("expr", "rate(x[10s]) > 0.001")
        .containsEntry("for", "5s")
        .containsEntry("labels", Map.of("severity", "critical", "environment", "here"))
        .containsEntry("annotations", Map.of("summary", "in the last [5m] of production"));
  }

  @Test
  void brokenRuleFile_isLeftToPrometheusToRefuse() throws Exception {
    Files.writeString(source.resolve("my_alerts.yml"), "groups: [\n");

    rendered();

    assertThat(program.resolve("rules/my_alerts.yml")).hasContent("groups: [\n");
  }

  private Map<String, Object> rendered() throws Exception {
    MonitoringFiles files = MonitoringFiles.copy(source, temporary.resolve("copy")).orElseThrow();
    return YamlTree.read(
        new PrometheusConfig(files, SERVICES, "here", CompressedTime.fast()).text(program, OWN));
  }
}
