package dev.genesis.harness.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a notification says, and what the real receiver would refuse in it.
 *
 * @param body as sent; of a mail, with its parts decoded
 */
record Message(String headline, boolean resolved, String body, List<String> problems) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> PAGERDUTY_SEVERITIES =
      Set.of("critical", "error", "warning", "info");

  /** An event of PagerDuty's Events API v2. */
  static Message pagerDuty(String body) {
    List<String> problems = new ArrayList<>();
    JsonNode event = json(body, problems);
    require(event, "/routing_key", problems);
    String action = event.path("event_action").asText();
    if (!Set.of("trigger", "acknowledge", "resolve").contains(action)) {
      problems.add("event_action is '" + action + "'");
    }
    if (action.equals("trigger")) {
      require(event, "/payload/summary", problems);
      require(event, "/payload/source", problems);
      String severity = event.at("/payload/severity").asText();
      if (!PAGERDUTY_SEVERITIES.contains(severity)) {
        problems.add("payload.severity is '" + severity + "', not one of " + PAGERDUTY_SEVERITIES);
      }
      if (event.at("/payload/summary").asText().length() > 1024) {
        problems.add("payload.summary is longer than 1024 characters");
      }
    } else {
      require(event, "/dedup_key", problems);
    }
    String headline = event.at("/payload/summary").asText();
    return new Message(headline, action.equals("resolve"), body, problems);
  }

  /** A message to a Slack webhook. */
  static Message slack(String body) {
    List<String> problems = new ArrayList<>();
    JsonNode message = json(body, problems);
    JsonNode attachment = message.path("attachments").path(0);
    String headline =
        attachment
            .path("title")
            .asText(attachment.path("fallback").asText(message.path("text").asText()));
    if (headline.isBlank()) {
      problems.add("no_text");
    }
    boolean resolved =
        attachment.path("color").asText().equals("good")
            || headline.toUpperCase(java.util.Locale.ROOT).contains("RESOLVED");
    return new Message(headline, resolved, body, problems);
  }

  /** A message to a webhook, in Alertmanager's own format. */
  static Message webhook(String body) {
    List<String> problems = new ArrayList<>();
    JsonNode message = json(body, problems);
    if (!message.path("version").asText().equals("4")) {
      problems.add("version is '" + message.path("version").asText() + "', not 4");
    }
    String headline = message.at("/alerts/0/labels/alertname").asText();
    return new Message(
        headline, message.path("status").asText().equals("resolved"), body, problems);
  }

  /** A mail, as it came over SMTP. */
  static Message mail(String source) {
    Mail mail = Mail.parse(source);
    List<String> problems = new ArrayList<>();
    for (String header : List.of("from", "to", "subject", "date")) {
      if (mail.header(header).isBlank()) {
        problems.add("no " + header + " header");
      }
    }
    String subject = mail.header("subject");
    boolean resolved = subject.toUpperCase(java.util.Locale.ROOT).contains("RESOLVED");
    return new Message(subject, resolved, mail.text(), problems);
  }

  private static JsonNode json(String body, List<String> problems) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      problems.add("invalid_payload: " + e.getOriginalMessage());
      return JSON.createObjectNode();
    }
  }

  private static void require(JsonNode node, String pointer, List<String> problems) {
    if (node.at(pointer).asText().isBlank()) {
      problems.add(pointer.substring(1).replace('/', '.') + " is missing");
    }
  }
}
