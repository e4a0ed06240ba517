package dev.genesis.production;

/** What can be edited wrongly in a Prometheus configuration and its rules. */
final class Edits {
  private Edits() {}

  static String addDeadTarget(String config) {
    return config.stripTrailing()
        + """

        - job_name: gone
          static_configs:
          - targets: ['127.0.0.1:1']
            labels: {environment: sandbox}
        """;
  }

  static String withoutJob(String config, String job) {
    return config.replaceFirst("(?m)^- job_name: " + job + "\\n(  .*\\n)+", "");
  }

  static String withoutAlerting(String config) {
    return config.replaceFirst("(?m)^alerting:\\n(  .*\\n)+", "");
  }

  static String sendAlertsToNobody(String config) {
    return config.replaceFirst(
        "(?m)^(alerting:\\n(?:  .*\\n)*?) +- 127\\.0\\.0\\.1:\\d+\\n", "$1      - 127.0.0.1:1\n");
  }

  static String addBrokenRule(String rules) {
    return addGroup(
        rules,
        """
          - record: proof:broken
            expr: up * on(environment) up
        """);
  }

  static String addUrgentAlert(String rules) {
    return addGroup(
        rules,
        """
          - alert: ProofOfUrgency
            expr: vector(1)
            labels: {priority: P1, severity: critical, environment: sandbox}
        """);
  }

  private static String addGroup(String rules, String group) {
    return rules.stripTrailing() + "\n- name: proof\n  rules:\n" + group;
  }
}
