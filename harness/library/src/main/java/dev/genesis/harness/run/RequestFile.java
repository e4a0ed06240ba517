package dev.genesis.harness.run;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.RunRequest.Limits;
import dev.genesis.harness.run.RunRequest.Part;
import dev.genesis.harness.run.RunRequest.Selection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a {@link RunRequest} stands in its file. */
final class RequestFile {
  private RequestFile() {}

  static void write(RunRequest request, Path file) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (OutputStream out = Files.newOutputStream(temporary);
        JsonGenerator json = Json.FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
      write(request, json);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void write(RunRequest request, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("runId", request.runId());
    json.writeObjectFieldStart("scope");
    json.writeStringField("environment", request.scope().environment());
    Json.optional(json, "location", request.scope().location());
    Json.optional(json, "shard", request.scope().shard());
    Json.optional(json, "runner", request.scope().runner());
    Json.optional(json, "pushAs", request.scope().pushAs());
    json.writeEndObject();
    Json.texts(json, "checks", request.checks());
    write(request.selection(), json);
    write(request.limits(), json);
    write(request.part(), json);
    json.writeStringField("journal", request.journal().toString());
    json.writeObjectFieldStart("settings");
    for (Map.Entry<String, Settings.Value> setting : request.settings().entrySet()) {
      json.writeObjectFieldStart(setting.getKey());
      json.writeStringField("text", setting.getValue().text());
      json.writeStringField("layer", setting.getValue().origin().layer().name());
      json.writeStringField("place", setting.getValue().origin().place());
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("junit");
    for (Map.Entry<String, String> parameter : request.junit().entrySet()) {
      json.writeStringField(parameter.getKey(), parameter.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(Selection selection, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("selection");
    Json.texts(json, "suites", selection.suites());
    Json.texts(json, "select", selection.select());
    json.writeStringField("tags", selection.tags());
    Json.texts(json, "exclude", selection.exclude());
    Json.texts(json, "without", selection.without());
    Json.texts(json, "only", selection.only());
    json.writeNumberField("shard", selection.shard());
    json.writeNumberField("shards", selection.shards());
    json.writeBooleanField("mutations", selection.mutations());
    json.writeEndObject();
  }

  private static void write(Limits limits, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("limits");
    json.writeNumberField("parallel", limits.parallel());
    json.writeNumberField("checkMillis", limits.check().toMillis());
    json.writeNumberField("runMillis", limits.run().toMillis());
    json.writeBooleanField("failFast", limits.failFast());
    json.writeEndObject();
  }

  private static void write(Part part, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("part");
    json.writeNumberField("attempt", part.attempt());
    json.writeBooleanField("dryRun", part.dryRun());
    Json.texts(json, "uniqueIds", part.uniqueIds());
    Json.texts(json, "done", part.done());
    json.writeEndObject();
  }

  static RunRequest read(Path file) throws IOException {
    Map<String, Object> all;
    try (JsonParser parser = Json.FACTORY.createParser(Files.newInputStream(file))) {
      all = Json.readObject(parser);
    }
    Map<String, Object> scope = Json.object(all, "scope");
    Map<String, String> junit = new LinkedHashMap<>();
    Json.object(all, "junit").forEach((name, value) -> junit.put(name, value.toString()));
    return new RunRequest(
        Json.text(all, "runId"),
        new RunScope(
            Json.text(scope, "environment"),
            Json.textOrNull(scope, "location"),
            Json.textOrNull(scope, "shard"),
            Json.textOrNull(scope, "runner"),
            Json.textOrNull(scope, "pushAs")),
        Json.texts(all, "checks").stream().map(Path::of).toList(),
        selection(Json.object(all, "selection")),
        limits(Json.object(all, "limits")),
        part(Json.object(all, "part")),
        Path.of(Json.text(all, "journal")),
        settings(Json.object(all, "settings")),
        junit);
  }

  private static Selection selection(Map<String, Object> from) {
    return new Selection(
        Json.texts(from, "suites"),
        Json.texts(from, "select"),
        Json.text(from, "tags"),
        Json.texts(from, "exclude"),
        Json.texts(from, "without"),
        Json.texts(from, "only"),
        (int) Json.number(from, "shard", 1),
        (int) Json.number(from, "shards", 1),
        Json.flag(from, "mutations"));
  }

  private static Limits limits(Map<String, Object> from) {
    return new Limits(
        (int) Json.number(from, "parallel", 8),
        Duration.ofMillis(Json.number(from, "checkMillis", 10_000)),
        Duration.ofMillis(Json.number(from, "runMillis", 600_000)),
        Json.flag(from, "failFast"));
  }

  private static Part part(Map<String, Object> from) {
    return new Part(
        (int) Json.number(from, "attempt", 1),
        Json.flag(from, "dryRun"),
        Json.texts(from, "uniqueIds"),
        Json.texts(from, "done"));
  }

  private static Map<String, Settings.Value> settings(Map<String, Object> from) {
    Map<String, Settings.Value> settings = new LinkedHashMap<>();
    for (String key : from.keySet()) {
      Map<String, Object> value = Json.object(from, key);
      settings.put(
          key,
          new Settings.Value(
              Json.text(value, "text"),
              new Origin(
                  Origin.Layer.valueOf(Json.text(value, "layer")), Json.text(value, "place"))));
    }
    return settings;
  }
}
