package dev.genesis.production;

import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.service.HttpService;
import io.restassured.specification.RequestSpecification;

/** Grafana, where people look. Where there is none, run with {@code --without grafana}. */
@ProductionCheck(severity = Severity.P3, owner = "genesis-observability", runbook = "watchdog")
class Dashboards {
  // REST Assured takes seconds to load on a busy machine, and no other check needs it
  @ProductionCheck(timeout = "30s", description = "Grafana is up and has its database")
  void grafanaIsHealthy(@Service("grafana") RequestSpecification grafana) {
    // as a node: a path into the body would have Groovy compile a script in every run
    JsonNode health =
        grafana
            .get("/api/health")
            .then()
            .statusCode(200)
            .contentType(JSON)
            .extract()
            .as(JsonNode.class);
    assertThat(health.path("database").asText()).as("Grafana's database").isEqualTo("ok");
  }

  @ProductionCheck(description = "Grafana has Prometheus as a datasource: panels would be empty")
  void grafanaHasPrometheus(@Service("grafana") HttpService grafana) {
    JsonNode datasources = grafana.get("/api/datasources").expectStatus(200).json();
    assertThat(datasources.findValuesAsText("type"))
        .as("types of Grafana's datasources")
        .contains("prometheus");
  }

  @ProductionCheck(description = "Grafana has the deployment dashboard that runbooks link to")
  void grafanaHasTheDashboard(@Service("grafana") HttpService grafana) {
    JsonNode dashboard =
        grafana
            .get("/api/dashboards/uid/genesis-deployment")
            .expectStatus(200)
            .json()
            .path("dashboard");
    assertThat(dashboard.path("uid").asText())
        .as("uid of the dashboard")
        .isEqualTo("genesis-deployment");
    assertThat(dashboard.path("panels").size()).as("panels of the dashboard").isPositive();
  }
}
