package dev.genesis.harness.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alertmanager's v2 API (v1 is gone), as far as test alerts and silences need it. */
public final class AlertmanagerClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final URI address;
  private final Optional<String> token;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(LIMIT).version(HttpClient.Version.HTTP_1_1).build();

  public AlertmanagerClient(URI address, Optional<String> token) {
    String text = address.toString();
    this.address = URI.create(text.endsWith("/") ? text : text + "/");
    this.token = token;
  }

  /** Sends an alert that ends by itself at that time. */
  public void send(
      Map<String, String> labels, Map<String, String> annotations, Instant from, Instant until)
      throws IOException {
    Map<String, Object> alert =
        Map.of(
            "labels",
            labels,
            "annotations",
            annotations,
            "startsAt",
            from.toString(),
            "endsAt",
            until.toString());
    request("POST", "api/v2/alerts", JSON.writeValueAsString(List.of(alert)));
  }

  /**
   * The receivers that Alertmanager gives an alert with these labels to; empty while it does not
   * know the alert.
   */
  public Set<String> receivers(Map<String, String> labels) throws IOException {
    StringBuilder query = new StringBuilder("api/v2/alerts?active=true");
    for (Map.Entry<String, String> label : labels.entrySet()) {
      query
          .append("&filter=")
          .append(encoded(label.getKey() + "=" + JSON.writeValueAsString(label.getValue())));
    }
    Set<String> receivers = new LinkedHashSet<>();
    for (JsonNode alert : JSON.readTree(request("GET", query.toString(), null))) {
      alert.path("receivers").forEach(r -> receivers.add(r.path("name").asText()));
    }
    return receivers;
  }

  /** Sets a silence and returns its id. */
  public String silence(
      Map<String, String> matchers, Instant from, Instant until, String author, String comment)
      throws IOException {
    List<Object> list = new ArrayList<>();
    matchers.forEach(
        (name, value) ->
            list.add(Map.of("name", name, "value", value, "isRegex", false, "isEqual", true)));
    Map<String, Object> silence =
        Map.of(
            "matchers", list,
            "startsAt", from.toString(),
            "endsAt", until.toString(),
            "createdBy", author,
            "comment", comment);
    String answer = request("POST", "api/v2/silences", JSON.writeValueAsString(silence));
    return JSON.readTree(answer).path("silenceID").asText();
  }

  /** Ends a silence now. */
  public void lift(String id) throws IOException {
    request("DELETE", "api/v2/silence/" + encoded(id), null);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String request(String method, String path, @Nullable String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(LIMIT)
            .header("Accept", "application/json");
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException(
            "Alertmanager at "
                + address
                + " answered "
                + answer.statusCode()
                + ": "
                + answer.body().strip());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Alertmanager at " + address + " was asked", e);
    } catch (ConnectException | HttpTimeoutException e) {
      throw new IOException("Alertmanager at " + address + " does not answer", e);
    }
  }
}
