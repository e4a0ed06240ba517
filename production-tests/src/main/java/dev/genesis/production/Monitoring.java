package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.HttpService;
import dev.genesis.harness.service.PromQl;
import java.util.ArrayList;
import java.util.List;

/** Prometheus itself: a watcher that is blind reports no fault. */
@ProductionCheck(severity = Severity.P1, owner = "genesis-observability")
class Monitoring {
  @ProductionCheck(
      runbook = "monitoringtargetdown",
      description = "Prometheus is ready and runs with the configuration it was last given")
  void prometheusIsReady(
      @Service("prometheus") HttpService server, @Service("prometheus") PromQl prometheus) {
    server.get("/-/ready").expectStatus(200);
    assertThat(prometheus.value("min(" + Here.of("prometheus_config_last_reload_successful") + ")"))
        .as("whether the last reload of the configuration succeeded (1)")
        .isEqualTo(1);
  }

  @ProductionCheck(
      runbook = "monitoringtargetdown",
      description = "Every target that Prometheus scrapes in this environment answers")
  void everyTargetIsUp(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    List<String> down = new ArrayList<>();
    for (PromQl.Sample target : prometheus.samples(fresh(Here.of("up"), limits))) {
      if (target.value() != 1) {
        down.add(target.labels().get("job") + " at " + target.labels().get("instance"));
      }
    }
    assertThat(down).as("targets that do not answer").isEmpty();
  }

  @ProductionCheck(
      severity = Severity.P0,
      runbook = "genesisservicedown",
      description = "Prometheus scrapes Genesis and gets an answer")
  void genesisIsScraped(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertScraped(prometheus, limits, "genesis");
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "scrapetargetmissing",
      needs = "node-exporter",
      description = "Prometheus scrapes the node exporter and gets an answer")
  void nodeExporterIsScraped(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertScraped(prometheus, limits, "node-exporter");
  }

  @ProductionCheck(
      runbook = "scrapetargetmissing",
      needs = "pushgateway",
      description = "Prometheus scrapes the Pushgateway: the results of runs come that way")
  void pushgatewayIsScraped(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertScraped(prometheus, limits, "pushgateway");
  }

  @ProductionCheck(
      runbook = "ruleevaluationfailing",
      description = "Every recording and alerting rule that comes with the harness is loaded")
  void everyRuleIsLoaded(@Service("prometheus") PromQl prometheus) {
    assertThat(prometheus.rules())
        .as("rules that are loaded")
        .extracting(PromQl.Rule::name)
        .containsAll(Expected.rules());
  }

  @ProductionCheck(
      runbook = "ruleevaluationfailing",
      description = "Every rule was evaluated without error, and lately")
  void everyRuleEvaluates(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    List<PromQl.Rule> rules = prometheus.rules();
    assertThat(rules).as("rules that are loaded").isNotEmpty();
    assertThat(rules)
        .as("rules, each of health 'ok'")
        .allSatisfy(
            rule ->
                assertThat(rule.health())
                    .as("%s: %s", rule.name(), rule.lastError())
                    .isEqualTo("ok"));
    assertThat(
            prometheus.value(
                "max(time() - %s)"
                    .formatted(Here.of("prometheus_rule_group_last_evaluation_timestamp_seconds"))))
        .as("seconds since the group that waited longest was evaluated")
        .isLessThan(Traffic.seconds(limits.duration("rule-age")));
  }

  @ProductionCheck(
      runbook = "genesisservicedown",
      description = "No P0 or P1 alert fires here, those about the checks themselves left out")
  void noUrgentAlertFires(@Service("prometheus") PromQl prometheus) {
    // an empty answer is only good news from a server that has the rules and evaluates them
    assertThat(prometheus.rules())
        .as("alerting rules that are evaluated")
        .anyMatch(rule -> rule.type().equals("alerting") && rule.health().equals("ok"));
    assertThat(
            prometheus.maybe(
                "ALERTS{alertstate=\"firing\",priority=~\"P0|P1\",source!=\"harness\","
                    + "environment=~\"$environment|\"}"))
        .as("urgent alerts that fire")
        .extracting(alert -> String.valueOf(alert.labels().get("alertname")))
        .isEmpty();
  }

  @ProductionCheck(
      runbook = "watchdog",
      description = "Prometheus knows an Alertmanager to send its alerts to")
  void prometheusKnowsAnAlertmanager(@Service("prometheus") HttpService server) {
    JsonNode active =
        server
            .get("/api/v1/alertmanagers")
            .expectStatus(200)
            .json()
            .path("data")
            .path("activeAlertmanagers");
    assertThat(active.size()).as("Alertmanagers that Prometheus sends to").isPositive();
  }

  private static void assertScraped(PromQl prometheus, Thresholds limits, String job) {
    assertThat(prometheus.samples(fresh(Here.of("up", "job=\"" + job + "\""), limits)))
        .as("whether the targets of job %s answer (1)", job)
        .allSatisfy(
            up ->
                assertThat(up.value())
                    .as(String.valueOf(up.labels().get("instance")))
                    .isEqualTo(1));
  }

  /** Without those of jobs that are gone: Prometheus shows their last value for five minutes. */
  private static String fresh(String up, Thresholds limits) {
    return "%1$s and timestamp(%1$s) > time() - %2$s"
        .formatted(up, Traffic.seconds(limits.duration("metrics-age")));
  }
}
