package dev.genesis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.SmokeCheck;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.HttpAnswer;
import dev.genesis.harness.service.HttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The new version is up, and says that it is well. */
@SmokeCheck(owner = "genesis-release", runbook = "genesisservicedown")
class HealthSmoke {
  private static final List<String> COMPONENTS =
      List.of(
          "htdag_planner",
          "halo_router",
          "aop_validator",
          "error_handler",
          "observability",
          "security",
          "feature_flags",
          "circuit_breaker");

  @SmokeCheck(severity = Severity.P0, description = "/health answers 200 and calls Genesis healthy")
  void isHealthy(@Service("genesis") HttpService genesis) {
    JsonNode health = genesis.get("/health").expectStatus(200).json();
    assertThat(health.path("status").asText()).as("status in /health").isEqualTo("healthy");
  }

  @SmokeCheck(
      severity = Severity.P1,
      runbook = "healthcheckdegraded",
      description = "Every component came up, none is missing and none ails")
  void everyComponentCameUp(@Service("genesis") HttpService genesis) {
    JsonNode components = health(genesis).path("components");
    List<String> healthy = new ArrayList<>();
    for (Map.Entry<String, JsonNode> component : components.properties()) {
      if (component.getValue().path("status").asText().equals("healthy")) {
        healthy.add(component.getKey());
      }
    }
    assertThat(healthy).as("healthy components").containsAll(COMPONENTS);
  }

  @SmokeCheck(
      severity = Severity.P2,
      description = "/health names the version, so that one sees which one was deployed")
  void saysItsVersion(@Service("genesis") HttpService genesis) {
    assertThat(health(genesis).path("version").asText()).as("version in /health").isNotBlank();
  }

  @SmokeCheck(
      severity = Severity.P1,
      runbook = "highlatencyp95",
      description = "/health answers before a readiness probe loses patience")
  void answersInTime(@Service("genesis") HttpService genesis, Thresholds limits) {
    assertThat(answer(genesis).took())
        .as("time that /health took")
        .isLessThan(limits.duration("health-latency"));
  }

  private static JsonNode health(HttpService genesis) {
    return answer(genesis).json();
  }

  /** The answer to {@code /health}, which has the same shape with 200 and with 503. */
  private static HttpAnswer answer(HttpService genesis) {
    HttpAnswer answer = genesis.get("/health");
    if (answer.status() != 503) {
      answer.expectStatus(200);
    }
    assertThat(answer.json().path("components").isObject())
        .as("whether /health names components: anything else is not Genesis")
        .isTrue();
    return answer;
  }
}
