package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.monitor.Examination;
import dev.genesis.harness.monitor.Finding;
import dev.genesis.harness.monitor.MonitoringFolder;
import dev.genesis.harness.monitor.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate} says of our files that they fit, and of broken copies where and what to do. */
class ValidationTest {
  @TempDir Path copy;

  @BeforeEach
  void copyFiles() throws IOException {
    for (String name :
        List.of(
            "prometheus_config.yml",
            "alerts.yml",
            "production_alerts.yml",
            "alertmanager.yml",
            "metrics.yml",
            "grafana_dashboard.json",
            "templates/genesis.tmpl",
            "docs/INCIDENT_RESPONSE.md")) {
      Files.createDirectories(copy.resolve(name).resolveSibling("."));
      Files.copy(Monitoring.file(name), copy.resolve(name));
    }
  }

  @Test
  void ourFiles_fit() {
    List<Examination> examinations = examine(Monitoring.folder());
    assertThat(examinations).hasSize(9).allMatch(Examination::fits);
    assertThat(examinations.stream().map(Examination::outcome))
        .noneMatch(o -> o.contains("not found"));
  }

  @Test
  void brokenRule_isNamedByLine() throws IOException {
    change("alerts.yml", "expr: up{job=\"genesis\"} == 0", "expr: up{job=\"genesis\" == 0");
    assertFinding("alerts.yml", "GenesisServiceDown", "correct the rule");
  }

  @Test
  void fileThatIsNotYaml_isNamedByLine() throws IOException {
    change("alerts.yml", "  - name: genesis-recording", "  - name: [genesis-recording");
    assertFinding("alerts.yml", "is not YAML", "correct the syntax");
  }

  @Test
  void alertWithoutRunbook_isNamed() throws IOException {
    change(
        "alerts.yml",
        "          runbook_url: https://genesis.example/runbooks/INCIDENT_RESPONSE.md#higherrorrate\n",
        "");
    assertFinding("alerts.yml", "HighErrorRate has no runbook_url", "add the link");
  }

  @Test
  void runbookWithoutSection_isNamed() throws IOException {
    change("docs/INCIDENT_RESPONSE.md", "## HighErrorRate\n", "## HighErorRate\n");
    assertFinding(
        "alerts.yml", "HighErrorRate's runbook has no section 'higherrorrate'", "write it");
  }

  @Test
  void metricThatNobodyProduces_isNamed() throws IOException {
    change("production_alerts.yml", "(genesis_queue_depth) > 100", "(genesis_queue_dept) > 100");
    assertFinding(
        "production_alerts.yml",
        "HighQueueDepth uses genesis_queue_dept, which nobody produces",
        "metrics.yml");
  }

  @Test
  void rateOfAGauge_isNamed() throws IOException {
    change(
        "production_alerts.yml",
        "(genesis_queue_depth) > 100",
        "(rate(genesis_queue_depth[5m])) > 100");
    assertFinding(
        "production_alerts.yml",
        "takes rate() of genesis_queue_depth, which is no counter",
        "correct it");
  }

  @Test
  void alertThatComparesNothing_isNamed() throws IOException {
    change(
        "alerts.yml",
        "expr: environment:genesis_operations:rate5m < 1",
        "expr: environment:genesis_operations:rate5m");
    assertFinding("alerts.yml", "ThroughputLow compares nothing", "compare with a limit");
  }

  @Test
  void sameNameInTwoFiles_isNamed() throws IOException {
    change("production_alerts.yml", "alert: HighQueueDepth", "alert: HighErrorRate");
    assertFinding(
        "production_alerts.yml", "HighErrorRate stands also in alerts.yml", "another name");
  }

  @Test
  void valueInALabel_isNamed() throws IOException {
    change(
        "alerts.yml",
        "          severity: critical\n          priority: P0\n",
        "          severity: critical\n          priority: P0\n          is: \"{{ $value }}\"\n");
    assertFinding("alerts.yml", "has its value in a label", "annotation");
  }

  @Test
  void severityThatNobodyRoutes_isNamed() throws IOException {
    change("production_alerts.yml", "severity: warning", "severity: warn");
    assertFinding(
        "production_alerts.yml", "has severity 'warn'", "write critical, warning or info");
  }

  @Test
  void routeThatSwallowsAnAlert_isNamed() throws IOException {
    change(
        "alertmanager.yml",
        "    # critical: three siblings",
        "    - receiver: nobody\n      matchers: ['alertname=\"HighErrorRate\"']\n    # critical: three siblings");
    change("alertmanager.yml", "receivers:\n", "receivers:\n  - name: nobody\n");
    assertFinding("alertmanager.yml", "nobody hears of HighErrorRate", "route it");
  }

  @Test
  void secretInTheConfig_isNamedWithoutShowingIt() throws IOException {
    change(
        "alertmanager.yml",
        "routing_key_file: secrets/pagerduty-routing-key",
        "routing_key: 0123456789abcdef0123456789abcdef");
    Finding finding =
        assertFinding("alertmanager.yml", "routing_key holds a secret", "routing_key_file");
    assertThat(finding.sentence()).doesNotContain("0123456789abcdef");
    assertThat(finding.line()).isEqualTo(lineOf("alertmanager.yml", "routing_key:"));
  }

  @Test
  void placeholderThatNobodyExpands_isNamed() throws IOException {
    change("alertmanager.yml", "to: oncall@genesis.example", "to: ${ONCALL_EMAIL}");
    assertFinding("alertmanager.yml", "which Alertmanager takes literally", "genesis render");
  }

  @Test
  void configThatAmtoolRefuses_isSaidInItsWords() throws IOException {
    change("alertmanager.yml", "receiver: slack-alerts", "receiver: slack-alert");
    assertFinding("alertmanager.yml", "undefined receiver", "correct the file");
  }

  @Test
  void dashboardQueryThatDoesNotParse_isNamedByLine() throws IOException {
    change(
        "grafana_dashboard.json",
        "histogram_quantile(0.99, sum by (le)",
        "histogram_quantile(0.99 sum by (le)");
    Finding finding =
        assertFinding(
            "grafana_dashboard.json",
            "panel 'Latency percentiles' has a query that does not parse",
            "correct the query");
    assertThat(finding.line())
        .isEqualTo(lineOf("grafana_dashboard.json", "histogram_quantile(0.99 sum"));
  }

  @Test
  void pushgatewayWithoutHonorLabels_isNamed() throws IOException {
    change("prometheus_config.yml", "    honor_labels: true\n", "");
    assertFinding("prometheus_config.yml", "without honor_labels", "add honor_labels: true");
  }

  @Test
  void ruleFileThatIsNotThere_isNamed() throws IOException {
    change("prometheus_config.yml", "  - production_alerts.yml", "  - production-alerts/*.yml");
    assertFinding("prometheus_config.yml", "matches nothing", "correct the name");
  }

  @Test
  void withoutTheTools_theRestIsStillSaid() throws IOException {
    change("prometheus_config.yml", "    honor_labels: true\n", "");
    List<Examination> examinations =
        new Validation(new MonitoringFolder(copy), Optional.empty(), Optional.empty()).examine();
    assertThat(examinations.stream().map(Examination::outcome))
        .anyMatch(o -> o.startsWith("not found"));
    assertThat(examinations.stream().filter(e -> !e.fits())).hasSize(1);
  }

  private static List<Examination> examine(Path folder) {
    return new Validation(
            new MonitoringFolder(folder),
            Optional.of(Monitoring.promtool()),
            Optional.of(Monitoring.amtool()))
        .examine();
  }

  private void change(String name, String from, String to) throws IOException {
    String text = Files.readString(copy.resolve(name));
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    Files.writeString(
        copy.resolve(name), text.substring(0, at) + to + text.substring(at + from.length()));
  }

  private int lineOf(String name, String text) throws IOException {
    List<String> lines = Files.readAllLines(copy.resolve(name));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    return -1;
  }

  private Finding assertFinding(String file, String problem, String cure) {
    List<Finding> findings = examine(copy).stream().flatMap(e -> e.findings().stream()).toList();
    assertThat(findings)
        .anySatisfy(
            f -> {
              assertThat(f.file().getFileName()).hasToString(file);
              assertThat(f.problem()).contains(problem);
              assertThat(f.cure()).contains(cure);
            });
    return findings.stream().filter(f -> f.problem().contains(problem)).findFirst().orElseThrow();
  }
}
