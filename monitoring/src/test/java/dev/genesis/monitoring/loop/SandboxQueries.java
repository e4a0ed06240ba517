package dev.genesis.monitoring.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.genesis.harness.sandbox.Part;
import dev.genesis.harness.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Questions to the real programs of a sandbox. */
final class SandboxQueries {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Sandbox sandbox;

  SandboxQueries(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** The values of an instant query; possibly none. */
  List<Double> values(String query) {
    List<Double> values = new ArrayList<>();
    String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
    get(Part.PROMETHEUS, "/api/v1/query?query=" + encoded)
        .at("/data/result")
        .forEach(series -> values.add(Double.parseDouble(series.at("/value/1").asText())));
    return values;
  }

  /**
   * The names of the alerts that fire in Prometheus, but for the one that always does, and those of
   * error budgets, which remember a fault for as long as their window.
   */
  Set<String> firing() {
    Set<String> firing = new TreeSet<>();
    for (JsonNode alert : get(Part.PROMETHEUS, "/api/v1/alerts").at("/data/alerts")) {
      String name = alert.at("/labels/alertname").asText();
      if (alert.path("state").asText().equals("firing")
          && !name.matches("Watchdog|.+BudgetBurn.+")) {
        firing.add(name);
      }
    }
    return firing;
  }

  JsonNode get(Part part, String path) {
    URI uri = URI.create(sandbox.program(part).uri() + path);
    try {
      return JSON.readTree(
          HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new AssertionError("no answer to " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
