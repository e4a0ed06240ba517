package dev.genesis.harness.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at a dashboard's queries. */
final class DashboardExaminer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  DashboardExaminer(Path file) {
    this.file = file;
  }

  /** A query of a panel, with each variable replaced by a word, and the line it stands on. */
  record Query(String panel, String expression, int line) {}

  List<Query> queries() {
    try {
      String text = Files.readString(file);
      List<Query> queries = new ArrayList<>();
      for (JsonNode panel : JSON.readTree(text).path("panels")) {
        for (JsonNode target : panel.path("targets")) {
          String written = target.path("expr").asText();
          queries.add(
              new Query(
                  panel.path("title").asText(),
                  written.replaceAll("\\$\\{?\\w+(?::\\w+)?}?", "x"),
                  line(text, written)));
        }
      }
      return queries;
    } catch (JsonProcessingException e) {
      throw new MonitoringFileException(
          new Finding(
              file,
              e.getLocation().getLineNr(),
              "is not JSON: " + e.getOriginalMessage(),
              "export it from Grafana again"));
    } catch (IOException e) {
      throw new MonitoringFileException(
          new Finding(file, 0, "cannot be read: " + e.getMessage(), "check its rights"));
    }
  }

  private static int line(String text, String expression) throws JsonProcessingException {
    int at = text.indexOf(JSON.writeValueAsString(expression));
    return at < 0 ? 0 : (int) text.substring(0, at).lines().count();
  }

  Examination panels(RuleExaminer rules, Promtool promtool) {
    List<Finding> findings = new ArrayList<>();
    List<Query> queries = queries();
    Map<String, String> expressions = new LinkedHashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      expressions.put("query:" + i, queries.get(i).expression());
      for (String problem : rules.problems(PromQlExpression.of(queries.get(i).expression()))) {
        findings.add(finding(queries.get(i), problem, "correct the query"));
      }
    }
    promtool
        .unparsable(expressions)
        .forEach(
            (name, message) ->
                findings.add(
                    finding(
                        queries.get(Integer.parseInt(name.substring("query:".length()))),
                        "has a query that does not parse: " + message,
                        "correct the query")));
    return new Examination("dashboard", queries.size() + " queries", findings);
  }

  private Finding finding(Query query, String problem, String cure) {
    return new Finding(file, query.line(), "panel '" + query.panel() + "' " + problem, cure);
  }
}
