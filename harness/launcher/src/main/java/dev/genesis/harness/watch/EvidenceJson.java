package dev.genesis.harness.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.genesis.harness.watch.Evidence.SeenAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Evidence and verdicts as the JSON that the history keeps. */
public final class EvidenceJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EvidenceJson() {}

  /** One checkpoint's evidence as one line of JSON. */
  public static String write(Evidence evidence) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("runId", evidence.runId());
    ObjectNode rates = root.putObject("passRates");
    evidence.passRates().forEach(rates::put);
    root.put("conclusive", evidence.conclusive());
    texts(root.putArray("failedCritical"), evidence.failedCritical());
    root.set("errorRatio", reading(evidence.errorRatio()));
    root.set("p95", reading(evidence.p95()));
    root.set("up", reading(evidence.up()));
    root.set("meanLatency", reading(evidence.meanLatency()));
    ObjectNode resources = root.putObject("resources");
    evidence.resources().forEach((name, reading) -> resources.set(name, reading(reading)));
    ArrayNode alerts = root.putArray("alerts");
    for (SeenAlert alert : evidence.alerts()) {
      alerts
          .addObject()
          .put("name", alert.name())
          .put("priority", alert.priority())
          .put("summary", alert.summary())
          .put("since", alert.since().toString());
    }
    root.put("alertsKnown", evidence.alertsKnown());
    root.put("health", evidence.health());
    texts(root.putArray("logErrors"), evidence.logErrors());
    texts(root.putArray("problems"), evidence.problems());
    return root.toString();
  }

  /** What {@link #write} wrote. */
  public static Evidence read(String text) {
    JsonNode root = parse(text);
    SortedMap<String, Double> rates = new TreeMap<>();
    root.path("passRates")
        .properties()
        .forEach(e -> rates.put(e.getKey(), e.getValue().asDouble()));
    SortedMap<String, Reading> resources = new TreeMap<>();
    root.path("resources")
        .properties()
        .forEach(e -> resources.put(e.getKey(), reading(e.getValue())));
    List<SeenAlert> alerts = new ArrayList<>();
    for (JsonNode alert : root.path("alerts")) {
      alerts.add(
          new SeenAlert(
              alert.path("name").asText(),
              alert.path("priority").asText(),
              alert.path("summary").asText(),
              Instant.parse(alert.path("since").asText())));
    }
    return new Evidence(
        root.path("runId").isTextual() ? root.path("runId").asText() : null,
        rates,
        root.path("conclusive").asBoolean(),
        texts(root.path("failedCritical")),
        reading(root.path("errorRatio")),
        reading(root.path("p95")),
        reading(root.path("up")),
        reading(root.path("meanLatency")),
        resources,
        alerts,
        root.path("alertsKnown").asBoolean(),
        root.path("health").asText(),
        texts(root.path("logErrors")),
        texts(root.path("problems")));
  }

  /** A verdict with its criteria as one line of JSON. */
  public static String write(Verdict verdict) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("verdict", verdict.graduates() ? "graduate" : "extend");
    root.put("sentence", verdict.sentence());
    root.put("exitCode", verdict.exitCode());
    ArrayNode criteria = root.putArray("criteria");
    for (Criterion criterion : verdict.criteria()) {
      criteria
          .addObject()
          .put("name", criterion.name())
          .put("result", criterion.result().label())
          .put("number", criterion.number())
          .put("window", criterion.window())
          .put("source", criterion.source())
          .put("because", criterion.because());
    }
    return root.toString();
  }

  private static ObjectNode reading(Reading reading) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    Double value = reading.value();
    if (value == null || value.isNaN() || value.isInfinite()) {
      node.putNull("value"); // JSON has no NaN, and it is no number that one could go by
    } else {
      node.put("value", value);
    }
    return node.put("query", reading.query()).put("windowMillis", reading.window().toMillis());
  }

  private static Reading reading(JsonNode node) {
    return new Reading(
        node.path("value").isNumber() ? node.path("value").asDouble() : null,
        node.path("query").asText(),
        Duration.ofMillis(node.path("windowMillis").asLong()));
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the history holds evidence that is no JSON", e);
    }
  }
}
