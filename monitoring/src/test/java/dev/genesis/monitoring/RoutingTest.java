package dev.genesis.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.monitor.Routing;
import dev.genesis.harness.monitor.Rule;
import dev.genesis.harness.monitor.ToolRun;
import dev.genesis.harness.monitor.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every alert reaches exactly the receivers that the plan gives its severity. */
class RoutingTest {
  private static final Map<String, List<String>> BY_SEVERITY =
      Map.of(
          "critical", List.of("pagerduty-critical", "slack-critical", "email-oncall"),
          "warning", List.of("slack-alerts", "email-team"),
          "info", List.of("email-team"));

  private static final Map<String, List<String>> BY_NAME =
      Map.of("Watchdog", List.of("heartbeat"), "DailyMetricsSummary", List.of("email-team-daily"));

  @Test
  void configuration_isTakenByAmtool() {
    ToolRun check = amtool(List.of("check-config", "alertmanager.yml"));
    assertThat(check.ok()).as(check.output()).isTrue();
  }

  @Test
  void everyAlert_reachesItsReceivers() {
    Map<String, String> wrong = new LinkedHashMap<>();
    List<Rule> alerts = Monitoring.alerts();
    alerts.parallelStream()
        .forEach(
            alert -> {
              ToolRun run = route(expected(alert), labels(alert));
              if (!run.ok()) {
                synchronized (wrong) {
                  wrong.put(alert.name(), run.output());
                }
              }
            });
    assertThat(wrong).isEmpty();
    System.out.printf("routes: shown for %d alerts%n", alerts.size());
  }

  /** What {@code validate} thinks of routes has to be what Alertmanager does. */
  @Test
  void ourReadingOfTheTree_isAmtools() {
    Routing routing = new Routing(Monitoring.yaml("alertmanager.yml"));
    for (Rule alert : Monitoring.alerts()) {
      Map<String, String> labels = new LinkedHashMap<>(alert.labels());
      labels.put("alertname", alert.name());
      assertThat(routing.of(labels)).as(alert.name()).isEqualTo(expected(alert));
    }
  }

  @Test
  void anAlertWithoutSeverity_reachesTheTeam() {
    ToolRun run = route(List.of("email-team"), List.of("alertname=Somebody", "environment=x"));
    assertThat(run.ok()).as(run.output()).isTrue();
  }

  @Test
  void waits_areThePlans() {
    Map<String, List<String>> waits = new LinkedHashMap<>();
    for (YamlNode route : Monitoring.yaml("alertmanager.yml").get("route").get("routes").items()) {
      waits.put(
          route.get("receiver").text(),
          List.of(route.get("group_wait").text(), route.get("repeat_interval").text()));
    }
    assertThat(waits)
        .containsEntry("pagerduty-critical", List.of("30s", "1h"))
        .containsEntry("slack-critical", List.of("10s", "30m"))
        .containsEntry("slack-alerts", List.of("2m", "4h"))
        .containsEntry("email-team", List.of("2m", "12h"));
  }

  @Test
  void everyReceiver_isReached() {
    Set<String> reached = new TreeSet<>();
    Monitoring.alerts().forEach(alert -> reached.addAll(expected(alert)));
    Set<String> defined = new TreeSet<>();
    Monitoring.yaml("alertmanager.yml")
        .get("receivers")
        .items()
        .forEach(receiver -> defined.add(receiver.get("name").text()));
    assertThat(reached).isEqualTo(defined);
  }

  @Test
  void noSecret_standsInTheFile() {
    Monitoring.yaml("alertmanager.yml")
        .scalars(
            (key, value) ->
                assertThat(key)
                    .isNotIn(
                        "routing_key",
                        "service_key",
                        "api_url",
                        "auth_password",
                        "smtp_auth_password",
                        "slack_api_url",
                        "credentials",
                        "password",
                        "bearer_token"));
  }

  /** An inhibition that names an alert nobody has silences nothing. */
  @Test
  void inhibitions_nameAlertsThatExist() {
    Set<String> alerts = AlertRulesTest.names(Monitoring.alerts());
    for (YamlNode rule : Monitoring.yaml("alertmanager.yml").get("inhibit_rules").items()) {
      assertThat(rule.get("equal").items().stream().map(YamlNode::text)).contains("environment");
      for (String side : List.of("source_matchers", "target_matchers")) {
        for (YamlNode matcher : rule.get(side).items()) {
          String text = matcher.text();
          if (text.startsWith("alertname")) {
            String pattern = text.replaceAll("^alertname[=!~]+\"|\"$", "");
            for (String name : pattern.split("\\|", -1)) {
              assertThat(alerts)
                  .as("line %d: %s", matcher.line(), name)
                  .anyMatch(a -> a.matches(name));
            }
          }
        }
      }
    }
  }

  private static List<String> expected(Rule alert) {
    return BY_NAME.getOrDefault(
        alert.name(), BY_SEVERITY.getOrDefault(alert.labels().get("severity"), List.of("none")));
  }

  private static List<String> labels(Rule alert) {
    List<String> labels = new ArrayList<>(List.of("alertname=" + alert.name()));
    if (!alert.name().equals("Watchdog")) {
      labels.add("environment=production");
    }
    alert.labels().forEach((name, value) -> labels.add(name + "=" + value));
    return labels;
  }

  private static ToolRun route(List<String> receivers, List<String> labels) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "config",
                "routes",
                "test",
                "--config.file=alertmanager.yml",
                "--verify.receivers=" + String.join(",", receivers)));
    arguments.addAll(labels);
    return amtool(arguments);
  }

  private static ToolRun amtool(List<String> arguments) {
    return ToolRun.of(Duration.ofSeconds(60), Monitoring.folder(), Monitoring.amtool(), arguments);
  }
}
