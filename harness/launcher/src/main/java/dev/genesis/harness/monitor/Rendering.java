package dev.genesis.harness.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A copy of the monitoring files with one's own addresses in it. Alertmanager reads secrets from
 * files, but not addresses, and expands no environment variables: those are filled in here, and
 * secrets never are.
 */
public final class Rendering {
  /**
   * What is filled in.
   *
   * @param variable the environment variable it comes from
   * @param example what stands in the files as they come
   * @param form what it has to look like
   * @param spoken the form in words
   */
  private record Placeholder(String variable, String example, Pattern form, String spoken) {}

  private static final Pattern MAIL = Pattern.compile("[^\\s@\"'<>{}$]+@[^\\s@\"'<>{}$]+");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"'<>{}$@?]+");

  private static final List<Placeholder> PLACEHOLDERS =
      List.of(
          new Placeholder("ONCALL_EMAIL", "oncall@genesis.example", MAIL, "a mail address"),
          new Placeholder("TEAM_EMAIL", "team@genesis.example", MAIL, "a mail address"),
          new Placeholder(
              "SMTP_SMARTHOST",
              "mail.genesis.example:587",
              Pattern.compile("[A-Za-z0-9.:\\[\\]-]+:\\d+"),
              "host:port"),
          new Placeholder(
              "SMTP_FROM", "smtp_from: alertmanager@genesis.example", MAIL, "a mail address"),
          new Placeholder(
              "SMTP_USERNAME",
              "smtp_auth_username: alertmanager@genesis.example",
              Pattern.compile("[^\\s\"'{}$]+"),
              "a user's name"),
          new Placeholder(
              "HEARTBEAT_URL",
              "https://heartbeat.genesis.example/genesis",
              ADDRESS,
              "an http or https address without user or query"),
          new Placeholder(
              "RUNBOOKS_URL",
              "https://genesis.example/runbooks",
              ADDRESS,
              "an http or https address without user or query"));

  /** Secrets that people export by the plan, and the file that each belongs into. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "PAGERDUTY_ROUTING_KEY", "secrets/pagerduty-routing-key",
          "SLACK_WEBHOOK_URL_CRITICAL", "secrets/slack-critical-url",
          "SLACK_WEBHOOK_URL_ALERTS", "secrets/slack-alerts-url",
          "SMTP_PASSWORD", "secrets/smtp-password",
          "HEARTBEAT_TOKEN", "secrets/heartbeat-token");

  /** Wrong values: one line that names the variable and what would be right. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * What was done.
   *
   * @param filled the variables that were used
   * @param left the variables whose example still stands
   * @param secrets one sentence for each secret that was not written
   */
  public record Rendered(List<String> filled, List<String> left, List<String> secrets) {}

  private final Path source;
  private final Map<String, String> environment;

  public Rendering(Path source, Map<String, String> environment) {
    this.source = source;
    this.environment = environment;
  }

  /**
   * Writes the copy.
   *
   * @throws RefusedException if a value is not what it should be; nothing is written then
   */
  public Rendered into(Path target) throws IOException {
    Map<String, String> replacements = new LinkedHashMap<>();
    List<String> filled = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (Placeholder placeholder : PLACEHOLDERS) {
      String value = environment.getOrDefault(placeholder.variable(), "");
      if (value.isBlank()) {
        left.add(placeholder.variable());
        continue;
      }
      if (!placeholder.form().matcher(value).matches()) {
        // not the value itself: it may be a secret in the wrong place
        throw new RefusedException(
            placeholder.variable()
                + " is not "
                + placeholder.spoken()
                + " (from the environment); secrets belong into files");
      }
      String key = placeholder.example().replaceFirst("(^\\w+: )?.*", "$1");
      replacements.put(placeholder.example(), key + value);
      filled.add(placeholder.variable());
    }
    if (target.toAbsolutePath().normalize().startsWith(source.toAbsolutePath().normalize())) {
      throw new RefusedException(
          "--output " + target + " lies in the folder that is copied; choose another");
    }
    copy(target, replacements);
    Files.writeString(
        Files.createDirectories(target.resolve("kubernetes")).resolve("prometheusrule.yml"),
        prometheusRule(target));
    return new Rendered(filled, left, secrets());
  }

  private List<String> secrets() {
    List<String> sentences = new ArrayList<>();
    SECRETS.forEach(
        (variable, file) -> {
          if (!environment.getOrDefault(variable, "").isBlank()) {
            sentences.add(
                variable
                    + " is a secret and was not written; put it into "
                    + file
                    + " (printf '%s')");
          }
        });
    sentences.sort(null);
    return sentences;
  }

  private void copy(Path target, Map<String, String> replacements) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(source)) {
      files = found.filter(Files::isRegularFile).filter(this::isContent).toList();
    }
    for (Path file : files) {
      Path copy = target.resolve(source.relativize(file).toString());
      Files.createDirectories(copy.resolveSibling("."));
      String text = Files.readString(file);
      for (Map.Entry<String, String> replacement : replacements.entrySet()) {
        text = text.replace(replacement.getKey(), replacement.getValue());
      }
      Files.writeString(copy, text);
    }
  }

  /** What people run; not the proofs, what a build left, or anybody's secrets. */
  private boolean isContent(Path file) {
    String first = source.relativize(file).getName(0).toString();
    return !List.of("src", "target", "tests", "secrets", "pom.xml").contains(first);
  }

  /** The rule files as one resource of the Prometheus operator. */
  private static String prometheusRule(Path folder) throws IOException {
    StringBuilder text =
        new StringBuilder("# Made by genesis render from alerts.yml and production_alerts.yml.\n")
            .append("apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n")
            .append(
                "metadata:\n  name: genesis\n  labels: {prometheus: genesis, role: alert-rules}\n")
            .append("spec:\n  groups:\n");
    for (Path file : new MonitoringFolder(folder).ruleFiles()) {
      boolean inGroups = false;
      for (String line : Files.readAllLines(file)) {
        if (inGroups) {
          text.append(line.isBlank() ? "" : "  " + line).append('\n');
        }
        inGroups |= line.equals("groups:");
      }
    }
    return text.toString();
  }
}
