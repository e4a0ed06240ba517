package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.genesis.harness.monitor.YamlNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The dashboard is what Grafana's own types allow, and says what the plan asks. */
class DashboardTest {
  private static final Map<String, List<String>> PANEL_TYPES =
      Map.of(
          "stat", List.of("StatOptions"),
          "timeseries", List.of("TimeseriesOptions", "TimeseriesFieldConfig"),
          "table", List.of("TableOptions", "TableFieldConfig"));

  private final Dashboard dashboard = Dashboard.read();

  DashboardTest() throws IOException {}

  @Test
  void file_isWhatGrafanasTypesAllow() throws IOException {
    assertThat(problems("GrafanaDashboard", dashboard.json())).isEmpty();
    for (JsonNode panel : dashboard.panels()) {
      List<String> types =
          Objects.requireNonNull(PANEL_TYPES.get(panel.get("type").asText()), panel.toString());
      assertThat(problems(types.get(0), panel.get("options")))
          .as(panel.get("title").asText())
          .isEmpty();
      if (types.size() == 2) {
        assertThat(problems(types.get(1), panel.at("/fieldConfig/defaults/custom")))
            .as(panel.get("title").asText())
            .isEmpty();
      }
    }
  }

  @Test
  void schema_refusesWhatGrafanaDoesNotKnow() throws IOException {
    ObjectNode broken = dashboard.json().deepCopy();
    ((ObjectNode) broken.get("panels").get(0)).put("gridpos", 1);
    assertThat(problems("GrafanaDashboard", broken)).isNotEmpty();
  }

  @Test
  void panels_areThePlansThirteen() {
    assertThat(dashboard.panels().stream().map(p -> p.get("title").asText()))
        .containsExactly(
            "Test pass rate",
            "Error rate",
            "P95 latency",
            "Health",
            "Test pass rate: trend",
            "Error rate: trend",
            "Latency percentiles",
            "Resources",
            "HTDAG decomposition",
            "HALO routing",
            "AOP validation",
            "Test execution details",
            "Active alerts");
    Set<Integer> ids = new TreeSet<>();
    dashboard.panels().forEach(p -> ids.add(p.get("id").asInt()));
    assertThat(ids).hasSize(13);
  }

  @Test
  void identity_isFixed() {
    assertThat(dashboard.json().get("uid").asText()).isEqualTo("genesis-deployment");
    assertThat(dashboard.json().get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
  }

  @Test
  void everyPanel_asksTheChosenDatasourceInTheChosenEnvironment() {
    for (JsonNode panel : dashboard.panels()) {
      assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
      for (JsonNode target : panel.get("targets")) {
        assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
        assertThat(target.get("expr").asText()).contains("$environment");
      }
    }
    List<String> variables = new ArrayList<>();
    dashboard.json().at("/templating/list").forEach(v -> variables.add(v.get("name").asText()));
    assertThat(variables).containsExactly("datasource", "environment", "suite");
  }

  @Test
  void thresholds_areThePlans() {
    assertThat(steps(0)).containsExactly("red null", "orange 0.95", "green 0.98");
    assertThat(steps(1)).containsExactly("green null", "orange 0.001", "red 0.01");
    assertThat(steps(2)).containsExactly("green null", "orange 0.2", "red 0.5");
    assertThat(steps(3)).containsExactly("red null", "green 1.0");
    for (JsonNode panel : dashboard.panels()) {
      if (!panel.get("type").asText().equals("table")) {
        assertThat(panel.at("/fieldConfig/defaults/unit").asText())
            .isIn("percentunit", "s", "none");
      }
    }
  }

  @Test
  void everyPanel_linksToARunbookThatIsThere() {
    Set<String> anchors = Markdown.read(Monitoring.file("docs/INCIDENT_RESPONSE.md")).anchors();
    for (JsonNode panel : dashboard.panels()) {
      assertThat(panel.get("links")).isNotEmpty();
      for (JsonNode link : panel.get("links")) {
        String url = link.get("url").asText();
        assertThat(url).startsWith(RuleCase.RUNBOOKS);
        assertThat(anchors).contains(url.substring(RuleCase.RUNBOOKS.length()));
      }
    }
  }

  @Test
  void provisioning_namesTheFolderThatComposeMountsTheDashboardInto() {
    YamlNode provider =
        Monitoring.yaml("grafana/provisioning/dashboards/genesis.yml")
            .get("providers")
            .items()
            .get(0);
    String path = provider.get("options").get("path").text();
    List<String> mounts =
        Monitoring.yaml("compose/compose.yml")
            .get("services")
            .get("grafana")
            .get("volumes")
            .items()
            .stream()
            .map(YamlNode::text)
            .toList();
    assertThat(mounts).anyMatch(m -> m.contains("grafana_dashboard.json:" + path + "/"));
    YamlNode source =
        Monitoring.yaml("grafana/provisioning/datasources/prometheus.yml")
            .get("datasources")
            .items()
            .get(0);
    assertThat(source.get("type").text()).isEqualTo("prometheus");
    assertThat(source.get("url").text()).isEqualTo("http://127.0.0.1:9090");
  }

  private List<String> steps(int panel) {
    List<String> steps = new ArrayList<>();
    dashboard
        .panels()
        .get(panel)
        .at("/fieldConfig/defaults/thresholds/steps")
        .forEach(
            s ->
                steps.add(
                    s.get("color").asText()
                        + " "
                        + (s.get("value").isNull() ? "null" : s.get("value").asDouble())));
    return steps;
  }

  private static List<String> problems(String type, JsonNode json) throws IOException {
    return Schemas.problems("grafana-dashboard", type, json);
  }
}
