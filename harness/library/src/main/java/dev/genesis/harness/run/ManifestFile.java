package dev.genesis.harness.run;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** How a {@link Manifest} stands in its file. */
public final class ManifestFile {
  private ManifestFile() {}

  /** What the annotation processor writes into the check jar. */
  public static byte[] write(List<Manifest.Promise> promises) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(bytes).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeNumberField("schema", 1);
      json.writeArrayFieldStart("checks");
      for (Manifest.Promise promise : promises) {
        json.writeStartObject();
        JournalCodec.checkFields(json, promise.check());
        json.writeStringField("class", promise.className());
        json.writeStringField("method", promise.method());
        if (promise.template()) {
          json.writeBooleanField("template", true);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static Manifest read(List<Path> checks) {
    List<Manifest.Promise> promises = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path place : checks) {
      try {
        byte[] text = bytes(place);
        if (text != null) {
          promises.addAll(promises(text));
        }
      } catch (IOException | RuntimeException e) {
        problems.add(place + ": its " + Manifest.RESOURCE + " can't be read: " + e.getMessage());
      }
    }
    return new Manifest(promises, problems);
  }

  private static byte @Nullable [] bytes(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      Path file = place.resolve(Manifest.RESOURCE);
      return Files.exists(file) ? Files.readAllBytes(file) : null;
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      ZipEntry entry = jar.getEntry(Manifest.RESOURCE);
      if (entry == null) {
        return null;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }
  }

  private static List<Manifest.Promise> promises(byte[] text) throws IOException {
    List<Manifest.Promise> promises = new ArrayList<>();
    if (Json.readObject(text, text.length).get("checks") instanceof List<?> checks) {
      for (Object check : checks) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (check instanceof Map<?, ?> map) {
          map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        }
        promises.add(
            new Manifest.Promise(
                JournalCodec.check(fields),
                Json.text(fields, "class"),
                Json.text(fields, "method"),
                Json.flag(fields, "template")));
      }
    }
    return promises;
  }
}
