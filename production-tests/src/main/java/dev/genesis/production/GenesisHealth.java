package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.HttpService;
import java.util.ArrayList;
import java.util.List;

/** What Genesis says of itself as a whole. */
@ProductionCheck(owner = "genesis-sre", runbook = "genesisservicedown")
class GenesisHealth {
  @ProductionCheck(
      severity = Severity.P0,
      description = "Genesis answers /health with 200 and calls itself healthy")
  void respondsHealthy(@Service("genesis") HttpService genesis) {
    JsonNode health = genesis.get("/health").expectStatus(200).json();
    assertThat(health.path("status").asText()).as("status in /health").isEqualTo("healthy");
  }

  @ProductionCheck(
      severity = Severity.P1,
      description = "/health names every component of the contract, none missing, none unknown")
  void namesEveryComponent(@Service("genesis") HttpService genesis) {
    JsonNode components = Component.health(genesis).json().path("components");
    List<String> names = new ArrayList<>();
    components.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .as("components in /health")
        .containsExactlyInAnyOrderElementsOf(Component.NAMES);
  }

  @ProductionCheck(
      severity = Severity.P2,
      description = "/health says which version runs: a rollback is judged by it")
  void saysItsVersion(@Service("genesis") HttpService genesis) {
    assertThat(Component.health(genesis).json().path("version").asText())
        .as("version in /health")
        .isNotBlank();
  }

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "highlatencyp95",
      description = "/health answers before those who probe it lose patience")
  void answersInTime(@Service("genesis") HttpService genesis, Thresholds limits) {
    assertThat(Component.health(genesis).took())
        .as("time that /health took")
        .isLessThan(limits.duration("health-latency"));
  }
}
