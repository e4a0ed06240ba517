package dev.genesis.harness.sandbox.genesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.genesis.harness.service.Exposition;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GenesisStandInTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final GenesisStandIn genesis = GenesisStandIn.start();

  @AfterEach
  void close() {
    genesis.close();
  }

  @Test
  void healthy_health_is200WithEveryComponent() throws Exception {
    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    JsonNode health = JSON.readTree(answer.body());
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(health.path("version").asText()).isEqualTo("1.4.1");
    assertThat(health.path("components").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "htdag_planner",
            "halo_router",
            "aop_validator",
            "error_handler",
            "observability",
            "security",
            "feature_flags",
            "circuit_breaker");
  }

  @Test
  void unhealthyComponent_health_is503WithTheSameShape() throws Exception {
    genesis.switchOn(Fault.UNHEALTHY_SECURITY);

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(503);
    JsonNode health = JSON.readTree(answer.body());
    assertThat(health.path("status").asText()).isEqualTo("unhealthy");
    assertThat(health.at("/components/security/status").asText()).isEqualTo("unhealthy");
    assertThat(health.at("/components/halo_router/status").asText()).isEqualTo("healthy");
  }

  @Test
  void metrics_countWithTheClock() throws Exception {
    double before = Exposition.parse(get("/metrics").body()).value("genesis_operations_total");

    org.awaitility.Awaitility.await()
        .until(
            () ->
                Exposition.parse(get("/metrics").body()).value("genesis_operations_total")
                    > before + 10);
  }

  @Test
  void down_refusesConnections_andComesBackWhereItWas() throws Exception {
    URI address = genesis.uri();
    assertThat(get("/health").statusCode()).isEqualTo(200);

    genesis.switchOn(Fault.DOWN);
    assertThatThrownBy(() -> get("/health")).isInstanceOf(ConnectException.class);

    genesis.switchOff(Fault.DOWN);
    assertThat(genesis.uri()).isEqualTo(address);
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void downThrice_comesBackEachTime() throws Exception {
    for (int i = 0; i < 3; i++) {
      genesis.switchOn(Fault.DOWN);
      assertThatThrownBy(() -> get("/health")).isInstanceOf(ConnectException.class);
      genesis.switchOff(Fault.DOWN);
      assertThat(get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void clockSkew_datesAnswersAnHourBack() throws Exception {
    assertThat(Duration.between(date(get("/health")), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));

    genesis.switchOn(Fault.CLOCK_SKEW);

    assertThat(Duration.between(date(get("/health")), Instant.now()))
        .isGreaterThan(Duration.ofMinutes(59));
  }

  @Test
  void frozenMetrics_serveTheSamePage() throws Exception {
    genesis.switchOn(Fault.FROZEN_METRICS);
    String first = get("/metrics").body();
    org.awaitility.Awaitility.await()
        .during(Duration.ofMillis(50))
        .until(() -> get("/metrics").body().equals(first));

    genesis.switchOff(Fault.FROZEN_METRICS);

    assertThat(get("/metrics").body()).isNotEqualTo(first);
  }

  @Test
  void metricsDown_is500_andEmptyMetrics_is200WithNothing() throws Exception {
    genesis.switchOn(Fault.METRICS_DOWN);
    assertThat(get("/metrics").statusCode()).isEqualTo(500);
    genesis.switchOff(Fault.METRICS_DOWN);

    genesis.switchOn(Fault.EMPTY_METRICS);
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body()).isEmpty();
  }

  @Test
  void slowHealth_outlastsAnImpatientClient() {
    genesis.switchOn(Fault.SLOW_HEALTH);

    HttpRequest impatient =
        HttpRequest.newBuilder(genesis.uri().resolve("/health"))
            .timeout(Duration.ofMillis(500))
            .build();
    assertThatThrownBy(() -> HTTP.send(impatient, HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(java.net.http.HttpTimeoutException.class);
  }

  @Test
  void anotherVersionTakesOver_withItsFaultsAndFromZero() throws Exception {
    genesis.switchOn(Fault.QUEUE_BACKLOG);
    org.awaitility.Awaitility.await()
        .until(
            () -> Exposition.parse(get("/metrics").body()).value("genesis_operations_total") > 300);

    genesis.deploy("1.4.2", EnumSet.of(Fault.UNHEALTHY_SECURITY));

    assertThat(genesis.faults()).containsExactly(Fault.UNHEALTHY_SECURITY);
    assertThat(JSON.readTree(get("/health").body()).path("version").asText()).isEqualTo("1.4.2");
    assertThat(Exposition.parse(get("/metrics").body()).value("genesis_operations_total"))
        .isLessThan(300);
  }

  @Test
  void remoteControl_switchesAndTells() throws Exception {
    control("PUT", "/faults/error-ratio", "");
    assertThat(genesis.faults()).containsExactly(Fault.ERROR_RATIO);

    assertThat(control("GET", "/", "").body())
        .contains("\"version\":\"1.4.1\"")
        .contains("\"faults\":[\"error-ratio\"]");

    control("DELETE", "/faults/error-ratio", "");
    assertThat(genesis.faults()).isEmpty();

    control("PUT", "/version", "{\"version\":\"2.0.0\",\"faults\":[\"latency-p95\"]}");
    assertThat(genesis.version()).isEqualTo("2.0.0");
    assertThat(genesis.faults()).isEqualTo(Set.of(Fault.LATENCY_P95));

    control("DELETE", "/faults", "");
    assertThat(genesis.faults()).isEmpty();
  }

  @Test
  void remoteControl_unknownFault_namesThoseThereAre() throws Exception {
    HttpResponse<String> answer = control("PUT", "/faults/gremlins", "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("no fault 'gremlins'").contains("error-ratio");
    assertThat(control("PUT", "/version", "no json").statusCode()).isEqualTo(400);
    assertThat(control("PUT", "/version", "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void takenPort_isOneLineThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> GenesisStandIn.start(taken.getLocalPort()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void otherRequests_areAnsweredAsAServiceDoes() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/health/more").statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(genesis.uri().resolve("/health"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(HTTP.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    HttpRequest head =
        HttpRequest.newBuilder(genesis.uri().resolve("/health"))
            .method("HEAD", HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(HTTP.send(head, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private static Instant date(HttpResponse<String> answer) {
    String date = answer.headers().firstValue("date").orElseThrow();
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(genesis.uri().resolve(path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> control(String method, String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(genesis.control().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
