package dev.genesis.harness.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromQlTest {
  private final CountingServer server = CountingServer.start();
  private final PromQl prometheus =
      Services.of(
              Settings.of(
                  Map.of(
                      "genesis.service.prometheus.url", server.url(),
                      "genesis.environment", "staging",
                      "genesis.max-rps", "10000"),
                  new Origin(Origin.Layer.ENVIRONMENT, "the test")))
          .promQl("prometheus", Caller.anonymous());

  @AfterEach
  void close() {
    server.close();
  }

  private void query(String type, String result) {
    server.answer(
        "/api/v1/query",
        200,
        "application/json",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":%s}}"
            .formatted(type, result));
  }

  private static String sample(String labels, Instant at, String value) {
    return "{\"metric\":{%s},\"value\":[%s,\"%s\"]}"
        .formatted(labels, at.toEpochMilli() / 1_000.0, value);
  }

  @Test
  void oneSeries_isAValue() {
    query("vector", "[" + sample("\"job\":\"genesis\"", Instant.now(), "0.5") + "]");

    assertThat(prometheus.value("up")).isEqualTo(0.5);
    assertThat(prometheus.samples("up").get(0).labels()).containsEntry("job", "genesis");
  }

  @Test
  void scalarAndInfinity_areRead() {
    query("scalar", "[%s,\"+Inf\"]".formatted(Instant.now().getEpochSecond()));

    assertThat(prometheus.value("1/0")).isInfinite();
  }

  @Test
  void environmentOfTheRun_isPutIntoTheQuery() {
    query("vector", "[]");

    assertThatThrownBy(() -> prometheus.value("up{environment=\"$environment\"}"))
        .hasMessage("query up{environment=\"staging\"}: no data");
    String asked = server.seen().get(0).uri().getRawQuery();
    assertThat(URLDecoder.decode(asked, StandardCharsets.UTF_8))
        .isEqualTo("query=up{environment=\"staging\"}");
  }

  @Test
  void noData_isAnErrorWithTheQuery_butForMaybe() {
    query("vector", "[]");

    assertThat(prometheus.maybe("up")).isEmpty();
    assertThatThrownBy(() -> prometheus.samples("up"))
        .isInstanceOf(NoDataError.class)
        .hasMessage("query up: no data");
  }

  @Test
  void severalSeriesOrNaN_areNoValue() {
    query(
        "vector",
        "[%s,%s]"
            .formatted(
                sample("\"a\":\"1\"", Instant.now(), "1"),
                sample("\"a\":\"2\"", Instant.now(), "2")));
    assertThatThrownBy(() -> prometheus.value("up"))
        .hasMessage("query up: 2 series where one value was asked for: [{a=1}, {a=2}]");
  }

  @Test
  void nan_isNoValue() {
    query("vector", "[" + sample("", Instant.now(), "NaN") + "]");

    assertThatThrownBy(() -> prometheus.value("0/0"))
        .isInstanceOf(NoDataError.class)
        .hasMessageContaining("query 0/0: NaN");
  }

  @Test
  void yesterdaysAnswer_isRefused() {
    query("vector", "[" + sample("", Instant.now().minusSeconds(86_400), "1") + "]");

    assertThatThrownBy(() -> prometheus.value("up"))
        .isInstanceOf(StaleAnswerError.class)
        .hasMessageContaining("query up: the answer is of ");
  }

  @Test
  void whatPrometheusRefuses_isSaidWithTheQuery() {
    server.answer(
        "/api/v1/query",
        400,
        "application/json",
        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");

    assertThatThrownBy(() -> prometheus.value("up{"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("query up{: Prometheus refused it (bad_data): parse error");
  }

  @Test
  void answersThatAreNotPrometheuss_fail() {
    List<List<String>> answers =
        List.of(
            List.of("200", "application/json", "{}"),
            List.of("200", "text/html", "{\"status\":\"success\",\"data\":{}}"),
            List.of("502", "application/json", "{\"status\":\"success\",\"data\":{}}"),
            List.of("200", "application/json", "{\"status\":\"success\",\"data\":{}}"));
    AtomicInteger turn = new AtomicInteger();
    server.on(
        "/api/v1/query",
        exchange -> {
          List<String> answer = answers.get(turn.getAndIncrement());
          CountingServer.send(
              exchange, Integer.parseInt(answer.get(0)), answer.get(1), answer.get(2));
        });

    for (List<String> answer : answers) {
      assertThatThrownBy(() -> prometheus.value("up"))
          .as("%s", answer)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("query up");
    }
  }

  @Test
  void range_givesItsPoints() {
    server.answer(
        "/api/v1/query_range",
        200,
        "application/json",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
            + "{\"metric\":{\"a\":\"1\"},\"values\":[[1,\"2\"],[2,\"3\"]]}]}}");

    PromQl.Series series =
        prometheus.range("up", Duration.ofMinutes(5), Duration.ofSeconds(15)).get(0);
    assertThat(series.points()).extracting(PromQl.Point::value).containsExactly(2.0, 3.0);
    assertThat(server.seen().get(0).uri().getQuery()).contains("step=15.0");
  }

  @Test
  void targetsRulesAndAlerts_areTyped() {
    server.answer(
        "/api/v1/targets",
        200,
        "application/json",
        "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"labels\":{\"job\":\"genesis\"},"
            + "\"health\":\"up\",\"lastError\":\"\"}]}}");
    server.answer(
        "/api/v1/rules",
        200,
        "application/json",
        "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"rules\":[{\"name\":\"R\","
            + "\"type\":\"alerting\",\"health\":\"ok\"}]}]}}");
    server.answer(
        "/api/v1/alerts",
        200,
        "application/json",
        "{\"status\":\"success\",\"data\":{\"alerts\":[{\"labels\":{\"alertname\":\"A\"},"
            + "\"annotations\":{},\"state\":\"firing\",\"activeAt\":\"2026-01-01T00:00:00Z\","
            + "\"value\":\"1e+00\"}]}}");

    assertThat(prometheus.targets()).extracting(PromQl.Target::job).containsExactly("genesis");
    assertThat(prometheus.rules()).extracting(PromQl.Rule::type).containsExactly("alerting");
    assertThat(prometheus.alerts()).extracting(PromQl.Alert::value).containsExactly(1.0);
  }

  @Test
  void eventually_asksAgainUntilThereIsData() {
    AtomicInteger turn = new AtomicInteger();
    server.on(
        "/api/v1/query",
        exchange ->
            CountingServer.send(
                exchange,
                200,
                "application/json",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
                    .formatted(turn.incrementAndGet() < 3 ? "" : sample("", Instant.now(), "7"))));

    assertThat(prometheus.eventually(Duration.ofSeconds(20)).value("up")).isEqualTo(7);
    assertThat(server.seen()).hasSize(3);
  }

  @Test
  void eventually_endsWithTheQuery() {
    query("vector", "[]");

    assertThatThrownBy(() -> prometheus.eventually(Duration.ofMillis(300)).value("up"))
        .isInstanceOf(NoDataError.class)
        .hasMessageContaining("query up: no data (asked again for ");
    assertThat(server.seen().size()).isGreaterThan(1);
  }
}
