package dev.genesis.harness.run;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.genesis.harness.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as one JSON object, and back. Fields that have their usual value are left out, times
 * are whole microseconds, durations whole nanoseconds: ten thousand lines must cost little.
 */
final class JournalCodec {
  private JournalCodec() {}

  static void write(JsonGenerator json, JournalEvent event) throws IOException {
    json.writeStartObject();
    if (event instanceof JournalEvent.Started e) {
      node(json, "started", e.node());
      at(json, e.at());
    } else if (event instanceof JournalEvent.Finished e) {
      node(json, "finished", e.node());
      json.writeStringField("status", e.status().name());
      json.writeNumberField("took", e.took().toNanos());
      failure(json, e.failure());
    } else if (event instanceof JournalEvent.Planned e) {
      planned(json, e);
    } else if (event instanceof JournalEvent.Requested e) {
      node(json, "requested", e.node());
      json.writeStringField("service", e.service());
      json.writeNumberField("took", e.took().toNanos());
      json.writeNumberField("status", e.status());
    } else if (event instanceof JournalEvent.Skipped e) {
      node(json, "skipped", e.node());
      Json.optional(json, "reason", e.reason());
    } else if (event instanceof JournalEvent.Printed e) {
      node(json, "printed", e.node());
      json.writeStringField("stream", e.stream());
      json.writeStringField("text", e.text());
    } else {
      rare(json, event);
    }
    json.writeEndObject();
  }

  private static void rare(JsonGenerator json, JournalEvent event) throws IOException {
    if (event instanceof JournalEvent.Begun e) {
      json.writeStringField("event", "begun");
      json.writeStringField("runId", e.runId());
      json.writeStringField("environment", e.environment());
      json.writeNumberField("pid", e.pid());
      at(json, e.at());
    } else if (event instanceof JournalEvent.Omitted e) {
      json.writeStringField("event", "omitted");
      json.writeBooleanField("quarantined", e.leftOut().quarantined());
      json.writeStringField("reason", e.leftOut().reason());
      check(json, e.leftOut().check());
    } else if (event instanceof JournalEvent.Missing e) {
      json.writeStringField("event", "missing");
      json.writeStringField("why", e.why());
      check(json, e.check());
    } else if (event instanceof JournalEvent.Discovered e) {
      json.writeStringField("event", "discovered");
      json.writeNumberField("checks", e.checks());
      at(json, e.at());
    } else if (event instanceof JournalEvent.Stopping e) {
      json.writeStringField("event", "stopping");
      json.writeStringField("cause", e.cause().name());
      at(json, e.at());
    } else if (event instanceof JournalEvent.Hung e) {
      node(json, "hung", e.node());
      json.writeNumberField("after", e.after().toNanos());
      json.writeStringField("threadDump", e.threadDump());
    } else if (event instanceof JournalEvent.Exiting e) {
      node(json, "exiting", e.node());
      json.writeStringField("how", e.how());
      json.writeStringField("stack", e.stack());
    } else if (event instanceof JournalEvent.Troubled e) {
      json.writeStringField("event", "troubled");
      json.writeStringField("trouble", e.trouble().name());
      Json.optional(json, "suite", e.suite());
      json.writeStringField("name", e.name());
      json.writeStringField("message", e.message());
      failure(json, e.failure());
    } else if (event instanceof JournalEvent.Completed e) {
      json.writeStringField("event", "completed");
      at(json, e.at());
    } else {
      throw new IllegalStateException("no line for " + event.getClass());
    }
  }

  private static void planned(JsonGenerator json, JournalEvent.Planned e) throws IOException {
    node(json, "planned", e.node());
    json.writeNumberField("parent", e.parent());
    json.writeStringField("kind", e.kind().name());
    if (e.dynamic()) {
      json.writeBooleanField("dynamic", true);
    }
    json.writeStringField("id", e.uniqueId());
    json.writeStringField("name", e.displayName());
    if (e.declared() != 1) {
      json.writeNumberField("declared", e.declared());
    }
    json.writeStringField("suite", e.suite());
    if (e.check() != null) {
      check(json, e.check());
    }
  }

  private static void node(JsonGenerator json, String event, int node) throws IOException {
    json.writeStringField("event", event);
    json.writeNumberField("node", node);
  }

  private static void at(JsonGenerator json, Instant at) throws IOException {
    json.writeNumberField("at", ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  private static void failure(JsonGenerator json, @Nullable Failure failure) throws IOException {
    if (failure != null) {
      json.writeObjectFieldStart("failure");
      json.writeStringField("reason", failure.reason().name());
      Json.optional(json, "type", failure.type());
      Json.optional(json, "message", failure.message());
      Json.optional(json, "detail", failure.detail());
      json.writeEndObject();
    }
  }

  static void check(JsonGenerator json, CheckMetadata check) throws IOException {
    json.writeObjectFieldStart("check");
    checkFields(json, check);
    json.writeEndObject();
  }

  static void checkFields(JsonGenerator json, CheckMetadata check) throws IOException {
    json.writeStringField("id", check.id());
    json.writeStringField("suite", check.suite());
    if (check.severity() != Severity.P2) {
      json.writeStringField("severity", check.severity().name());
    }
    Json.optional(json, "owner", check.owner());
    Json.optional(json, "runbook", check.runbook());
    Json.optional(json, "description", check.description());
    if (check.timeout() != null) {
      json.writeNumberField("timeoutMillis", check.timeout().toMillis());
    }
    if (check.confirm() >= 0) {
      json.writeNumberField("confirm", check.confirm());
    }
    if (!check.needs().isEmpty()) {
      Json.texts(json, "needs", check.needs());
    }
    if (check.mutating()) {
      json.writeBooleanField("mutating", true);
    }
    if (check.quarantine() != null) {
      json.writeObjectFieldStart("quarantine");
      json.writeStringField("owner", check.quarantine().owner());
      json.writeStringField("reason", check.quarantine().reason());
      json.writeStringField("until", check.quarantine().until().toString());
      json.writeEndObject();
    }
  }

  /**
   * The event in a line.
   *
   * @throws RuntimeException if it is none
   */
  static JournalEvent read(Map<String, Object> line) {
    int node = (int) Json.number(line, "node", -1);
    return switch (Json.text(line, "event")) {
      case "started" -> new JournalEvent.Started(node, at(line));
      case "finished" ->
          new JournalEvent.Finished(
              node,
              JournalEvent.Status.valueOf(Json.text(line, "status")),
              nanos(line, "took"),
              failure(line));
      case "planned" ->
          new JournalEvent.Planned(
              node,
              (int) Json.number(line, "parent", -1),
              JournalEvent.Kind.valueOf(Json.text(line, "kind")),
              Json.flag(line, "dynamic"),
              Json.text(line, "id"),
              Json.text(line, "name"),
              (int) Json.number(line, "declared", 1),
              Json.text(line, "suite"),
              line.containsKey("check") ? check(Json.object(line, "check")) : null);
      case "requested" ->
          new JournalEvent.Requested(
              node,
              Json.text(line, "service"),
              nanos(line, "took"),
              (int) Json.number(line, "status", 0));
      case "skipped" -> new JournalEvent.Skipped(node, Json.text(line, "reason"));
      case "printed" ->
          new JournalEvent.Printed(node, Json.text(line, "stream"), Json.text(line, "text"));
      case "begun" ->
          new JournalEvent.Begun(
              Json.text(line, "runId"),
              Json.text(line, "environment"),
              Json.number(line, "pid", -1),
              at(line));
      case "omitted" ->
          new JournalEvent.Omitted(
              new LeftOut(
                  check(Json.object(line, "check")),
                  Json.flag(line, "quarantined"),
                  Json.text(line, "reason")));
      case "missing" ->
          new JournalEvent.Missing(check(Json.object(line, "check")), Json.text(line, "why"));
      case "discovered" ->
          new JournalEvent.Discovered((int) Json.number(line, "checks", 0), at(line));
      case "stopping" ->
          new JournalEvent.Stopping(
              JournalEvent.StopCause.valueOf(Json.text(line, "cause")), at(line));
      case "hung" ->
          new JournalEvent.Hung(node, nanos(line, "after"), Json.text(line, "threadDump"));
      case "exiting" ->
          new JournalEvent.Exiting(node, Json.text(line, "how"), Json.text(line, "stack"));
      case "troubled" ->
          new JournalEvent.Troubled(
              JournalEvent.Trouble.valueOf(Json.text(line, "trouble")),
              Json.text(line, "suite"),
              Json.text(line, "name"),
              failure(line),
              Json.text(line, "message"));
      case "completed" -> new JournalEvent.Completed(at(line));
      default -> throw new IllegalArgumentException("no such event");
    };
  }

  private static Instant at(Map<String, Object> line) {
    return Instant.EPOCH.plus(Json.number(line, "at", 0), ChronoUnit.MICROS);
  }

  private static Duration nanos(Map<String, Object> line, String name) {
    return Duration.ofNanos(Json.number(line, name, 0));
  }

  private static @Nullable Failure failure(Map<String, Object> line) {
    Map<String, Object> failure = Json.object(line, "failure");
    return failure.isEmpty()
        ? null
        : new Failure(
            FailureReason.valueOf(Json.text(failure, "reason")),
            Json.text(failure, "type"),
            Json.text(failure, "message"),
            Json.text(failure, "detail"));
  }

  static CheckMetadata check(Map<String, Object> check) {
    long timeout = Json.number(check, "timeoutMillis", -1);
    Map<String, Object> quarantine = Json.object(check, "quarantine");
    String severity = Json.text(check, "severity");
    List<String> needs = Json.texts(check, "needs");
    return new CheckMetadata(
        Json.text(check, "id"),
        Json.text(check, "suite"),
        severity.isEmpty() ? Severity.P2 : Severity.valueOf(severity),
        Json.text(check, "owner"),
        Json.text(check, "runbook"),
        Json.text(check, "description"),
        timeout < 0 ? null : Duration.ofMillis(timeout),
        (int) Json.number(check, "confirm", -1),
        needs,
        Json.flag(check, "mutating"),
        quarantine.isEmpty()
            ? null
            : new CheckMetadata.Quarantined(
                Json.text(quarantine, "owner"),
                Json.text(quarantine, "reason"),
                LocalDate.parse(Json.text(quarantine, "until"))));
  }
}
