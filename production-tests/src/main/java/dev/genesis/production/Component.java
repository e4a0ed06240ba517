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

  private static final int UNAVAILABLE = 503;

  private Component() {}

  /**
   * The answer to {@code /health}: 200, or 503 where something ails, which has the same shape and
   * is as good for whoever asks something else than that.
   *
   * @throws AssertionError for any other status, and for what is no such answer
   */
  static HttpAnswer health(HttpService genesis) {
    HttpAnswer answer = genesis.get("/health");
    if (answer.status() != UNAVAILABLE) {
      answer.expectStatus(200);
    }
    assertThat(answer.json().path("components").isObject())
        .as("whether /health names components: anything else is not Genesis")
        .isTrue();
    return answer;
  }

  /** Asserts that one component is healthy. */
  static void assertHealthy(HttpService genesis, String name) {
    JsonNode component = health(genesis).json().path("components").path(name);
    assertThat(component.path("status").asText("missing"))
        .as("status of %s in /health", name)
        .isEqualTo("healthy");
  }
}
