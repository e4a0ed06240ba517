package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.genesis.harness.service.HttpAnswer;
import dev.genesis.harness.service.HttpService;
import java.util.List;

/** The components of Genesis, and what {@code /health} says of one. */
final class Component {
  /** Those of the contract. */
  static final List<String> NAMES =
      List.of(
          "htdag_planner",
          "halo_router",
          "aop_validator",
          "error_handler",
          "observability",
          "security",
          "feature_flags",
          "circuit_breaker");

  private Component() {}

  /**
   * Asks for one component. An answer of 503 is read too: it has the same shape, and says which
   * component it is that ails.
   */
  static void assertHealthy(HttpService genesis, String name) {
    HttpAnswer answer = genesis.get("/health");
    if (answer.status() != 503) {
      answer.expectStatus(200);
    }
    JsonNode status = answer.json().path("components").path(name).path("status");
    assertThat(status.asText("missing")).as("status of %s in /health", name).isEqualTo("healthy");
  }
}
