package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.monitor.PromQlExpression;
import dev.genesis.harness.monitor.Rule;
import dev.genesis.harness.publish.PushedMetric;
import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import dev.genesis.harness.service.Exposition;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every metric that is used is produced, what is produced is used, and each according to its type.
 */
class MetricsTest {
  private static final Set<String> FOR_COUNTERS = Set.of("rate", "irate", "increase", "resets");
  private static final Set<String> FOR_GAUGES =
      Set.of("delta", "idelta", "deriv", "predict_linear", "changes");

  /** Produced for people who look at a run; no rule, panel or runbook of ours needs it. */
  private static final Map<String, String> NOT_USED =
      Map.of(
          "genesis_test_run_last_success_timestamp_seconds", "for reports and users' own rules",
          "genesis_check_last_success_timestamp_seconds", "for reports and users' own rules",
          "genesis_request_duration_seconds", "a snapshot; for users' own dashboards",
          "genesis_test_latency_seconds", "for users' own dashboards");

  /** An expression and where it stands. */
  record Used(String where, PromQlExpression expression) {}

  static List<Used> expressions() throws IOException {
    List<Used> all = new ArrayList<>();
    Monitoring.rules().forEach(r -> all.add(new Used(r.name(), r.expression())));
    Dashboard.read()
        .queries()
        .forEach(q -> all.add(new Used("panel " + q.panel(), q.expression())));
    for (String query : RunbookCommands.queries()) {
      all.add(new Used("runbook", PromQlExpression.of(query)));
    }
    return all;
  }

  /** The type of each metric of {@code metrics.yml}. */
  static Map<String, String> types() {
    Map<String, String> types = new TreeMap<>();
    Monitoring.yaml("metrics.yml").entries().values().forEach(p -> types.putAll(p.texts()));
    return types;
  }

  /** The family of a metric: that of a histogram for its parts. */
  static String family(String metric, Map<String, String> types) {
    String base = metric.replaceFirst("_(bucket|sum|count)$", "");
    return types.containsKey(metric) ? metric : base;
  }

  @Test
  void everyMetricThatIsUsed_isProduced() throws IOException {
    Map<String, String> types = types();
    Set<String> recorded = Monitoring.rules().stream().map(Rule::name).collect(Collectors.toSet());
    for (Used used : expressions()) {
      for (String metric : used.expression().metrics()) {
        assertThat(recorded.contains(metric) || types.containsKey(family(metric, types)))
            .as("%s uses %s, which metrics.yml does not know", used.where(), metric)
            .isTrue();
      }
    }
  }

  @Test
  void everyMetricThatIsProduced_isUsed() throws IOException {
    Map<String, String> types = types();
    Set<String> used = new TreeSet<>(NOT_USED.keySet());
    for (Used expression : expressions()) {
      expression.expression().metrics().forEach(m -> used.add(family(m, types)));
    }
    assertThat(used).containsAll(types.keySet());
  }

  @Test
  void everyFunction_fitsTheTypeOfItsMetric() throws IOException {
    Map<String, String> types = types();
    for (Used used : expressions()) {
      for (PromQlExpression.Use use : used.expression().uses()) {
        String type = types.get(family(use.metric(), types));
        if (FOR_COUNTERS.contains(use.function())) {
          assertThat(type)
              .as("%s: %s of %s", used.where(), use.function(), use.metric())
              .isIn("counter", "histogram");
        } else if (FOR_GAUGES.contains(use.function())) {
          assertThat(type)
              .as("%s: %s of %s", used.where(), use.function(), use.metric())
              .isEqualTo("gauge");
        }
      }
    }
  }

  @Test
  void genesis_producesWhatIsSaidOfIt() throws IOException, InterruptedException {
    Map<String, String> said = new TreeMap<>(Monitoring.yaml("metrics.yml").get("genesis").texts());
    Map<String, String> produced = new TreeMap<>();
    try (GenesisStandIn genesis = GenesisStandIn.start()) {
      String page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(genesis.uri().resolve("/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      for (Exposition.Family family : Exposition.parse(page).families()) {
        if (family.name().startsWith("genesis_") || said.containsKey(family.name())) {
          produced.put(family.name(), family.type());
        }
      }
    }
    assertThat(said).isEqualTo(produced);
  }

  @Test
  void harness_producesWhatIsSaidOfIt() {
    Map<String, String> produced = new TreeMap<>();
    for (PushedMetric metric : PushedMetric.values()) {
      produced.put(
          metric.metricName(), metric.type().equals("histogram") ? "snapshot" : metric.type());
    }
    assertThat(Monitoring.yaml("metrics.yml").get("harness").texts())
        .containsExactlyInAnyOrderEntriesOf(produced);
  }
}
