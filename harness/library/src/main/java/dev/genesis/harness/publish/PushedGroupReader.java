package dev.genesis.harness.publish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads a group as the Pushgateway's query API ({@code /api/v1/metrics}) writes it. */
final class PushedGroupReader {
  private PushedGroupReader() {}

  static PushedGroup read(JsonNode group) {
    TreeMap<String, String> labels = new TreeMap<>(strings(group.path("labels")));
    // shown on every group that has no such label
    labels.remove("instance", "");
    Map<String, Map<Map<String, String>, Double>> samples = new HashMap<>();
    group
        .properties()
        .forEach(
            family -> {
              if (family.getValue().has("metrics")) {
                samples.put(family.getKey(), samples(family.getValue(), labels));
              }
            });
    return new PushedGroup(labels, samples);
  }

  private static Map<Map<String, String>, Double> samples(
      JsonNode family, Map<String, String> grouping) {
    Map<Map<String, String>, Double> samples = new HashMap<>();
    for (JsonNode metric : family.path("metrics")) {
      Map<String, String> own = strings(metric.path("labels"));
      own.keySet().removeAll(grouping.keySet());
      own.remove("instance", "");
      // a histogram has no value of its own; its count stands for it
      String text = metric.path(metric.has("value") ? "value" : "count").asText();
      samples.put(own, number(text));
    }
    return samples;
  }

  private static double number(String text) {
    try {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      // somebody else's metric of a kind that we do not read
      return Double.NaN;
    }
  }

  private static Map<String, String> strings(JsonNode object) {
    Map<String, String> strings = new TreeMap<>();
    object.properties().forEach(e -> strings.put(e.getKey(), e.getValue().asText()));
    return strings;
  }
}
