package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.service.HttpService;
import java.util.List;

/** The way of an alert to a person, and of a result to Prometheus. */
@ProductionCheck(severity = Severity.P1, owner = "genesis-observability", runbook = "watchdog")
class Alerting {
  @ProductionCheck(description = "Alertmanager is ready to take alerts")
  void alertmanagerIsReady(@Service("alertmanager") HttpService alertmanager) {
    alertmanager.get("/-/ready").expectStatus(200);
    JsonNode status = alertmanager.get("/api/v2/status").expectStatus(200).json();
    // without a cluster there is none to wait for; with one it must have settled
    assertThat(status.path("cluster").path("status").asText())
        .as("state of Alertmanager's cluster")
        .isIn("disabled", "ready");
  }

  @ProductionCheck(description = "Alertmanager has every receiver that alerts are routed to")
  void everyReceiverIsThere(@Service("alertmanager") HttpService alertmanager) {
    JsonNode receivers = alertmanager.get("/api/v2/receivers").expectStatus(200).json();
    assertThat(receivers.findValuesAsText("name"))
        .as("receivers of Alertmanager")
        .containsAll(Expected.receivers());
  }

  @ProductionCheck(
      description = "The alert that always fires has arrived at Alertmanager: the whole way works")
  void watchdogArrives(@Service("alertmanager") HttpService alertmanager) {
    JsonNode alerts =
        alertmanager
            .get("/api/v2/alerts?active=true&filter=alertname%3D%22Watchdog%22")
            .expectStatus(200)
            .json();
    List<String> states =
        alerts.findValues("status").stream().map(status -> status.path("state").asText()).toList();
    assertThat(states).as("states of Watchdog in Alertmanager").contains("active");
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "pushrejected",
      description = "The Pushgateway is ready to take the results of runs")
  void pushgatewayIsReady(@Service("pushgateway") HttpService pushgateway) {
    pushgateway.get("/-/ready").expectStatus(200);
    JsonNode status = pushgateway.get("/api/v1/status").expectStatus(200).json();
    assertThat(status.path("status").asText()).as("status of the Pushgateway").isEqualTo("success");
  }
}
