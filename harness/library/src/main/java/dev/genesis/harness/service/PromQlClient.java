package dev.genesis.harness.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The Prometheus HTTP API by the light client. */
final class PromQlClient implements PromQl {
  /** A sample of an instant query carries the time of its evaluation: older is from a cache. */
  private static final Duration OLDEST = Duration.ofMinutes(5);

  private final HttpService http;
  private final String environment;
  private final Clock clock;

  PromQlClient(HttpService http, String environment, Clock clock) {
    this.http = http;
    this.environment = environment;
    this.clock = clock;
  }

  /** Puts the run's environment where the query asks for it. */
  private String inEnvironment(String query) {
    return query.replace("$environment", environment);
  }

  @Override
  public double value(String template) {
    String query = inEnvironment(template);
    List<Sample> samples = samples(query);
    if (samples.size() > 1) {
      throw noData(
          query,
          "%d series where one value was asked for: %s"
              .formatted(samples.size(), samples.stream().limit(5).map(Sample::labels).toList()));
    }
    double value = samples.get(0).value();
    if (Double.isNaN(value)) {
      throw noData(query, "NaN, which is no value (a division of nothing by nothing?)");
    }
    return value;
  }

  @Override
  public List<Sample> samples(String template) {
    String query = inEnvironment(template);
    List<Sample> samples = maybe(query);
    if (samples.isEmpty()) {
      throw noData(query, "no data");
    }
    return samples;
  }

  @Override
  public List<Sample> maybe(String template) {
    String query = inEnvironment(template);
    JsonNode data = data("/api/v1/query?query=" + encode(query), query);
    String type = data.path("resultType").asText();
    JsonNode result = data.path("result");
    List<Sample> samples = new ArrayList<>();
    switch (type) {
      case "scalar" -> samples.add(sample(Map.of(), result, query));
      case "vector" ->
          result.forEach(
              one -> samples.add(sample(labels(one.path("metric")), one.path("value"), query)));
      default ->
          throw new AssertionError(
              "query %s gives a %s, not values at one time; ask for a range instead"
                  .formatted(query, type.isEmpty() ? "nothing that is known" : type));
    }
    return List.copyOf(samples);
  }

  private Sample sample(Map<String, String> labels, JsonNode pair, String query) {
    Point point = point(pair, query);
    if (point.at().plus(OLDEST).isBefore(clock.instant())) {
      throw new StaleAnswerError(
          "query %s: the answer is of %s: a cache stands between, or the clocks differ"
              .formatted(query, point.at()));
    }
    return new Sample(labels, point.at(), point.value());
  }

  @Override
  public List<Series> range(String template, Duration window, Duration step) {
    String query = inEnvironment(template);
    Instant end = clock.instant();
    JsonNode data =
        data(
            "/api/v1/query_range?query=%s&start=%s&end=%s&step=%s"
                .formatted(
                    encode(query),
                    seconds(end.minus(window)),
                    seconds(end),
                    step.toMillis() / 1_000.0),
            query);
    List<Series> series = new ArrayList<>();
    for (JsonNode one : data.path("result")) {
      List<Point> points = new ArrayList<>();
      one.path("values").forEach(pair -> points.add(point(pair, query)));
      series.add(new Series(labels(one.path("metric")), List.copyOf(points)));
    }
    if (series.isEmpty()) {
      throw noData(query, "no data in the last " + window.toSeconds() + " s");
    }
    return List.copyOf(series);
  }

  @Override
  public List<Target> targets() {
    List<Target> targets = new ArrayList<>();
    for (JsonNode one : data("/api/v1/targets?state=active", "targets").path("activeTargets")) {
      Map<String, String> labels = labels(one.path("labels"));
      targets.add(
          new Target(
              labels.getOrDefault("job", ""),
              labels,
              one.path("health").asText(),
              one.path("lastError").asText()));
    }
    return List.copyOf(targets);
  }

  @Override
  public List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode group : data("/api/v1/rules", "rules").path("groups")) {
      for (JsonNode one : group.path("rules")) {
        rules.add(
            new Rule(
                group.path("name").asText(),
                one.path("name").asText(),
                one.path("type").asText(),
                one.path("health").asText(),
                one.path("lastError").asText()));
      }
    }
    return List.copyOf(rules);
  }

  @Override
  public List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode one : data("/api/v1/alerts", "alerts").path("alerts")) {
      alerts.add(
          new Alert(
              labels(one.path("labels")),
              labels(one.path("annotations")),
              one.path("state").asText(),
              Instant.parse(one.path("activeAt").asText("1970-01-01T00:00:00Z")),
              number(one.path("value").asText(), "alerts")));
    }
    return List.copyOf(alerts);
  }

  @Override
  public PromQl eventually(Duration within) {
    return new Eventually(this, within);
  }

  /** The data of an answer that says it succeeded; anything else fails with the query. */
  private JsonNode data(String path, String query) {
    HttpAnswer answer = http.get(path);
    JsonNode json;
    try {
      json = answer.json();
    } catch (AssertionError e) {
      throw new AssertionError("query %s: %s".formatted(query, e.getMessage()), e);
    }
    if (json.path("status").asText().equals("error")) {
      throw new AssertionError(
          "query %s: Prometheus refused it (%s): %s"
              .formatted(query, json.path("errorType").asText(), json.path("error").asText()));
    }
    if (answer.status() != 200) {
      throw new UnexpectedStatusError(
          "query %s: expected status 200 but was %d\n%s".formatted(query, answer.status(), answer));
    }
    if (!json.path("status").asText().equals("success") || !json.path("data").isObject()) {
      throw new AssertionError(
          "query %s: this is no answer of Prometheus\n%s".formatted(query, answer));
    }
    return json.path("data");
  }

  private static Map<String, String> labels(JsonNode node) {
    Map<String, String> labels = new TreeMap<>();
    node.properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    return labels;
  }

  private static Point point(JsonNode pair, String query) {
    if (!pair.isArray() || pair.size() != 2) {
      throw new AssertionError("query %s: a value is no pair of time and number".formatted(query));
    }
    long millis = Math.round(pair.get(0).asDouble() * 1_000);
    return new Point(Instant.ofEpochMilli(millis), number(pair.get(1).asText(), query));
  }

  private static double number(String text, String query) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw new AssertionError("query %s: '%s' is no number".formatted(query, text), e);
        }
      }
    };
  }

  private static String seconds(Instant at) {
    return String.format(Locale.ROOT, "%.3f", at.toEpochMilli() / 1_000.0);
  }

  private static NoDataError noData(String query, String what) {
    return new NoDataError("query %s: %s".formatted(query, what));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Asks again until there is data. */
  private static final class Eventually implements PromQl {
    private final PromQlClient once;
    private final Duration within;

    Eventually(PromQlClient once, Duration within) {
      this.once = once;
      this.within = within;
    }

    private <T> T ask(Supplier<T> question) {
      Duration left = Awaiting.beforeTheEnd(CheckTime.current().remaining());
      Duration limit = left.compareTo(within) < 0 ? left : within;
      long start = System.nanoTime();
      while (true) {
        try {
          return question.get();
        } catch (AssertionError e) {
          long gone = System.nanoTime() - start;
          if (gone + Duration.ofMillis(250).toNanos() > limit.toNanos()) {
            throw new NoDataError(
                "%s (asked again for %d ms)"
                    .formatted(e.getMessage(), Duration.ofNanos(gone).toMillis()));
          }
          Waiting.pause(Duration.ofMillis(250));
        }
      }
    }

    @Override
    public double value(String query) {
      return ask(() -> once.value(query));
    }

    @Override
    public List<Sample> samples(String query) {
      return ask(() -> once.samples(query));
    }

    @Override
    public List<Sample> maybe(String query) {
      return ask(() -> once.maybe(query));
    }

    @Override
    public List<Series> range(String query, Duration window, Duration step) {
      return ask(() -> once.range(query, window, step));
    }

    @Override
    public List<Target> targets() {
      return ask(once::targets);
    }

    @Override
    public List<Rule> rules() {
      return ask(once::rules);
    }

    @Override
    public List<Alert> alerts() {
      return ask(once::alerts);
    }

    @Override
    public PromQl eventually(Duration longer) {
      return new Eventually(once, longer);
    }
  }
}
