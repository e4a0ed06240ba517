package dev.genesis.harness.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.genesis.harness.objective.ObjectiveResult;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.run.LeftOut;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.SuiteRun;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes {@code run.json}: a {@link RunOutcome} in the form of {@code docs/run.schema.json}. */
public final class RunJson {
  /** The form's version; fields may come, none goes without a new one. */
  public static final int SCHEMA = 1;

  private static final int LONGEST_NAME = 2_000;
  private static final int LONGEST_TEXT = 20_000;

  private final JsonGenerator json;

  private RunJson(JsonGenerator json) {
    this.json = json;
  }

  /** Writes an outcome as UTF-8; does not close the stream. */
  public static void write(RunOutcome outcome, OutputStream out) throws IOException {
    JsonGenerator json = new JsonFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.useDefaultPrettyPrinter();
    new RunJson(json).outcome(outcome);
    json.writeRaw('\n');
    json.close();
  }

  private void outcome(RunOutcome outcome) throws IOException {
    CheckRun run = outcome.run();
    json.writeStartObject();
    json.writeNumberField("schema", SCHEMA);
    text("runId", run.runId());
    text("environment", run.scope().environment());
    text("location", run.scope().location());
    text("shard", run.scope().shard());
    text("runner", run.scope().runner());
    text("startedAt", run.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    text("finishedAt", run.finishedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    seconds("durationSeconds", run.took());
    json.writeBooleanField("conclusive", run.conclusive());
    json.writeNumberField("exitCode", outcome.exitCode());
    counts(run.counts());
    json.writeNumberField("passRate", run.counts().passRate());
    json.writeArrayFieldStart("suites");
    for (SuiteRun suite : run.suites()) {
      suite(suite);
    }
    json.writeEndArray();
    latency(run.latency());
    json.writeArrayFieldStart("objectives");
    for (ObjectiveResult objective : outcome.objectives()) {
      objective(objective);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("checks");
    for (CheckResult check : run.checks()) {
      check(check);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("leftOut");
    for (LeftOut left : run.leftOut()) {
      leftOut(left);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("publications");
    for (Publication publication : outcome.publications()) {
      publication(publication);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("problems");
    for (String problem : outcome.problems()) {
      json.writeString(SafeText.bounded(problem, LONGEST_TEXT));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void suite(SuiteRun suite) throws IOException {
    json.writeStartObject();
    text("name", suite.name());
    counts(suite.counts());
    json.writeNumberField("passRate", suite.passRate());
    json.writeBooleanField("narrowed", suite.narrowed());
    json.writeEndObject();
  }

  private void counts(Counts counts) throws IOException {
    json.writeObjectFieldStart("counts");
    json.writeNumberField("total", counts.total());
    for (Outcome outcome : Outcome.values()) {
      json.writeNumberField(outcome.label(), counts.of(outcome));
    }
    json.writeNumberField("flaky", counts.flaky());
    json.writeNumberField("quarantined", counts.quarantined());
    json.writeNumberField("deselected", counts.deselected());
    json.writeEndObject();
  }

  private void latency(LatencyHistogram latency) throws IOException {
    json.writeObjectFieldStart("latency");
    json.writeNumberField("requests", latency.count());
    seconds("p50", latency.quantile(0.5));
    seconds("p95", latency.quantile(0.95));
    seconds("p99", latency.quantile(0.99));
    seconds("max", latency.max());
    json.writeEndObject();
  }

  private void objective(ObjectiveResult objective) throws IOException {
    json.writeStartObject();
    text("name", objective.name());
    text("suite", objective.suite());
    json.writeNumberField("target", objective.target());
    json.writeNumberField("actual", objective.actual());
    json.writeBooleanField("met", objective.met());
    text("note", objective.note());
    json.writeEndObject();
  }

  private void check(CheckResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", SafeText.bounded(result.id(), LONGEST_NAME));
    text("suite", result.check().suite());
    json.writeStringField("displayName", SafeText.bounded(result.displayName(), LONGEST_NAME));
    text("outcome", result.outcome().label());
    text("severity", result.check().severity().name());
    text("owner", result.check().owner());
    text("runbook", result.check().runbook());
    seconds("durationSeconds", result.took());
    json.writeNumberField("attempts", result.attempts());
    json.writeBooleanField("flaky", result.flaky());
    text("reason", result.failure() == null ? null : result.failure().reason().label());
    text("message", CheckMessage.of(result));
    text("detail", result.failure() == null ? null : result.failure().detail());
    json.writeBooleanField("item", result.item());
    json.writeNumberField("requests", result.requests());
    json.writeEndObject();
  }

  private void leftOut(LeftOut left) throws IOException {
    json.writeStartObject();
    text("id", left.check().id());
    text("suite", left.check().suite());
    text("as", left.quarantined() ? "quarantined" : "deselected");
    text("reason", left.reason());
    json.writeEndObject();
  }

  private void publication(Publication publication) throws IOException {
    json.writeStartObject();
    text("to", publication.to());
    json.writeBooleanField("ok", publication.ok());
    text("message", publication.message());
    json.writeEndObject();
  }

  private void seconds(String field, Duration duration) throws IOException {
    json.writeNumberField(field, duration.toNanos() / 1e9);
  }

  private void text(String field, @Nullable String text) throws IOException {
    if (text == null) {
      json.writeNullField(field);
    } else {
      json.writeStringField(field, SafeText.bounded(text, LONGEST_TEXT));
    }
  }
}
