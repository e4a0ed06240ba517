package dev.genesis.harness.monitor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at {@code alertmanager.yml} for what amtool lets through. */
final class RoutingExaminer {
  /** Fields that hold a secret itself; each has a sibling that names a file. */
  private static final Set<String> SECRETS =
      Set.of(
          "routing_key",
          "service_key",
          "api_url",
          "slack_api_url",
          "smtp_auth_password",
          "smtp_auth_secret",
          "auth_password",
          "auth_secret",
          "password",
          "credentials",
          "bearer_token",
          "api_key",
          "opsgenie_api_key",
          "victorops_api_key",
          "wechat_api_secret",
          "bot_token",
          "client_secret");

  private final Path file;
  private final YamlNode config;

  RoutingExaminer(Path file) {
    this.file = file;
    this.config = YamlNode.read(file);
  }

  Examination secrets() {
    List<Finding> findings = new ArrayList<>();
    config.scalars(
        (key, value) -> {
          if (SECRETS.contains(key)) {
            findings.add(
                new Finding(
                    file,
                    value.line(),
                    key + " holds a secret",
                    "write it into a file and name that with " + key + "_file"));
          } else if (value.text().contains("${")) {
            findings.add(
                new Finding(
                    file,
                    value.line(),
                    key + " holds ${…}, which Alertmanager takes literally",
                    "write the value, use genesis render, or a file"));
          } else if (value.text().matches("(?i)https?://[^/@\\s]+:[^/@\\s]+@.*")) {
            findings.add(
                new Finding(
                    file,
                    value.line(),
                    key + " holds a password in an address",
                    "use http_config with a password_file"));
          }
        });
    return new Examination("secrets", "none written into alertmanager.yml", findings);
  }

  Examination routes(List<Rule> rules) {
    Routing routing = new Routing(config);
    List<Finding> findings = new ArrayList<>();
    List<Rule> alerts = rules.stream().filter(Rule::alert).toList();
    for (Rule alert : alerts) {
      Map<String, String> labels = new LinkedHashMap<>(alert.labels());
      labels.put("alertname", alert.name());
      labels.putIfAbsent("environment", "production");
      List<String> receivers = routing.of(labels);
      if (receivers.stream().noneMatch(routing::sends)) {
        findings.add(
            new Finding(
                file,
                config.get("route").line(),
                "nobody hears of " + alert.name() + " (it ends at " + receivers + ")",
                "route it to a receiver that sends something"));
      }
    }
    return new Examination(
        "routes",
        alerts.size() + " alerts to " + routing.receivers().size() + " receivers",
        findings);
  }
}
