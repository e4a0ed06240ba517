package dev.genesis.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a test says to a sandbox's programs, and asks them. */
final class World {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;
  private final HttpClient client = HttpClient.newHttpClient();

  World(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Pushes the group that a run of now leaves. */
  void push(String suite, int passed, int failed) {
    push(suite, passed, failed, Instant.now());
  }

  void push(String suite, int passed, int failed, Instant end) {
    String check = suite + "/Health.up";
    put(
        "genesis_checks/suite/" + suite,
        """
        # TYPE genesis_test_pass_rate gauge
        genesis_test_pass_rate %1$s
        # TYPE genesis_tests gauge
        genesis_tests{outcome="passed"} %2$d
        genesis_tests{outcome="failed"} %3$d
        genesis_tests{outcome="aborted"} 0
        genesis_tests{outcome="skipped"} 0
        genesis_tests{outcome="not_run"} 0
        # TYPE genesis_tests_flaky gauge
        genesis_tests_flaky 0
        # TYPE genesis_test_run_conclusive gauge
        genesis_test_run_conclusive 1
        # TYPE genesis_test_run_duration_seconds gauge
        genesis_test_run_duration_seconds 2.5
        # TYPE genesis_test_run_timestamp_seconds gauge
        genesis_test_run_timestamp_seconds %4$d
        # TYPE genesis_test_runs_total counter
        genesis_test_runs_total{result="met"} 1
        genesis_test_runs_total{result="lost"} 0
        # TYPE genesis_check_success gauge
        genesis_check_success{check="%5$s",severity="P1",owner="genesis-sre"} %6$d
        # TYPE genesis_check_duration_seconds gauge
        genesis_check_duration_seconds{check="%5$s"} 0.1
        """
            .formatted(
                (double) passed / (passed + failed),
                passed,
                failed,
                end.getEpochSecond(),
                check,
                failed == 0 ? 1 : 0));
  }

  void deployment(String status, Instant since) {
    put(
        "genesis_deployment",
        """
        # TYPE genesis_deployment_status gauge
        genesis_deployment_status{status="%1$s",version="1.4.2"} 1
        # TYPE genesis_deployment_status_timestamp_seconds gauge
        genesis_deployment_status_timestamp_seconds %2$d
        # TYPE genesis_deployment_start_time_seconds gauge
        genesis_deployment_start_time_seconds %2$d
        """
            .formatted(status, since.getEpochSecond()));
  }

  void watch(int done, int missed) {
    put(
        "genesis_watch",
        """
        # TYPE genesis_watch_checkpoints gauge
        genesis_watch_checkpoints{state="done"} %d
        genesis_watch_checkpoints{state="missed"} %d
        genesis_watch_checkpoints{state="pending"} 0
        """
            .formatted(done, missed));
  }

  private void put(String group, String body) {
    send(
        HttpRequest.newBuilder(
                service("pushgateway")
                    .resolve("/metrics/job/" + group + "/environment/" + sandbox.environment()))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** The series of an instant query, each as its labels. */
  List<Map<String, String>> query(String expression) {
    String answer =
        get(
            "prometheus",
            "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    List<Map<String, String>> series = new ArrayList<>();
    for (JsonNode result : json(answer).at("/data/result")) {
      Map<String, String> labels = new TreeMap<>();
      result.get("metric").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
      series.add(labels);
    }
    return series;
  }

  /** The names of the alerts that fire. */
  Set<String> firing() {
    Set<String> names = new TreeSet<>();
    query("ALERTS{alertstate=\"firing\"}").forEach(a -> names.add(a.getOrDefault("alertname", "")));
    return names;
  }

  /** The names of the alerts that Alertmanager holds back because another one fires. */
  Set<String> suppressed() {
    Set<String> names = new TreeSet<>();
    for (JsonNode alert : json(get("alertmanager", "/api/v2/alerts?inhibited=true"))) {
      if (!alert.at("/status/inhibitedBy").isEmpty()) {
        names.add(alert.at("/labels/alertname").asText());
      }
    }
    return names;
  }

  /** The type of each metric, as Prometheus learned it by scraping. */
  Map<String, String> types() {
    Map<String, String> types = new TreeMap<>();
    json(get("prometheus", "/api/v1/metadata"))
        .get("data")
        .properties()
        .forEach(e -> types.put(e.getKey(), e.getValue().get(0).get("type").asText()));
    return types;
  }

  URI service(String name) {
    return Objects.requireNonNull(sandbox.services().get(name), name);
  }

  private String get(String service, String path) {
    return send(HttpRequest.newBuilder(service(service).resolve(path)).build());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(request.uri() + ": " + answer.statusCode() + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
