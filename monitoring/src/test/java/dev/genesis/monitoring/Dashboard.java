package dev.genesis.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.monitor.PromQlExpression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The dashboard's panels and what they ask Prometheus. */
record Dashboard(JsonNode json) {

  /** A panel's query. */
  record Query(String panel, PromQlExpression expression) {
    /** As Grafana would ask it with these variables chosen. */
    String with(String environment, String suite) {
      return expression.text().replace("$environment", environment).replace("$suite", suite);
    }
  }

  static Dashboard read() throws IOException {
    return new Dashboard(
        new ObjectMapper().readTree(Monitoring.file("grafana_dashboard.json").toFile()));
  }

  List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    json.get("panels").forEach(panels::add);
    return panels;
  }

  List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : panels()) {
      for (JsonNode target : panel.get("targets")) {
        queries.add(
            new Query(
                panel.get("title").asText(), PromQlExpression.of(target.get("expr").asText())));
      }
    }
    return queries;
  }

  /** The queries behind annotations. */
  List<Query> annotations() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode annotation : json.at("/annotations/list")) {
      if (annotation.at("/target/expr").isTextual()) {
        queries.add(
            new Query(
                annotation.get("name").asText(),
                PromQlExpression.of(annotation.at("/target/expr").asText())));
      }
    }
    return queries;
  }
}
