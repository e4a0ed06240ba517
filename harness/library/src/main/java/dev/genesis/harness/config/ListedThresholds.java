package dev.genesis.harness.config;

import dev.genesis.harness.config.Settings.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The thresholds that check jars list in {@value #RESOURCE}, a line each: {@code error-ratio =
 * 0.001 | where the number comes from}.
 */
public final class ListedThresholds {
  /** Where a check jar lists its thresholds. */
  public static final String RESOURCE = "META-INF/genesis/thresholds.properties";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * One threshold.
   *
   * @param fallback the default's text: a number, or a duration such as {@code 200ms}
   * @param source where the default comes from
   */
  public record Threshold(String name, String fallback, String source) {}

  private final Map<String, Threshold> listed = new TreeMap<>();

  private ListedThresholds() {}

  /** Those of every jar and folder that the loader sees. */
  public static ListedThresholds of(ClassLoader loader) {
    ListedThresholds thresholds = new ListedThresholds();
    try {
      for (URL url : Collections.list(loader.getResources(RESOURCE))) {
        try (InputStream in = url.openStream()) {
          thresholds.read(in, url.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    return thresholds;
  }

  /** Those of these jars and folders, without loading anything from them. */
  public static ListedThresholds inJars(Collection<Path> jarsAndFolders) {
    ListedThresholds thresholds = new ListedThresholds();
    for (Path path : jarsAndFolders) {
      try {
        thresholds.readFrom(path);
      } catch (IOException e) {
        throw new SettingsException("%s cannot be read; write a jar or a folder".formatted(path));
      }
    }
    return thresholds;
  }

  private void readFrom(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      Path file = path.resolve(RESOURCE);
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          read(in, file.toString());
        }
      }
      return;
    }
    try (ZipFile jar = new ZipFile(path.toFile())) {
      ZipEntry entry = jar.getEntry(RESOURCE);
      if (entry != null) {
        try (InputStream in = jar.getInputStream(entry)) {
          read(in, path + "!/" + RESOURCE);
        }
      }
    }
  }

  private void read(InputStream in, String place) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int equals = text.indexOf('=');
      int bar = text.indexOf('|');
      String name = equals < 0 ? "" : text.substring(0, equals).strip();
      if (!NAME.matcher(name).matches() || bar < equals) {
        throw new SettingsException(
            "%s:%d: this is no threshold; write NAME = DEFAULT | WHERE IT COMES FROM, the name in"
                    .formatted(place, number)
                + " small letters, digits and dashes");
      }
      Threshold threshold =
          new Threshold(
              name, text.substring(equals + 1, bar).strip(), text.substring(bar + 1).strip());
      if (!isNumber(threshold.fallback()) && !isDuration(threshold.fallback())) {
        throw new SettingsException(
            "%s:%d: %s has a default that is neither a number nor a duration; write 0.2 or 200ms"
                .formatted(place, number, name));
      }
      Threshold other = listed.put(name, threshold);
      if (other != null && !other.equals(threshold)) {
        throw new SettingsException(
            "%s:%d: %s is listed twice with different defaults; keep one of them"
                .formatted(place, number, name));
      }
    }
  }

  /** By name. */
  public Collection<Threshold> listed() {
    return Collections.unmodifiableCollection(listed.values());
  }

  /**
   * The thresholds in force.
   *
   * @throws SettingsException if one is configured that no jar lists, or as something else than its
   *     default is
   */
  public Thresholds in(Settings settings) {
    settings
        .asMap()
        .forEach(
            (key, value) -> {
              if (key.startsWith(Keys.THRESHOLD)) {
                verifyListed(key, value);
              }
            });
    return new InForce(settings);
  }

  private void verifyListed(String key, Value value) {
    Threshold threshold = listed.get(key.substring(Keys.THRESHOLD.length()));
    if (threshold == null) {
      throw new SettingsException(
          "%s: no check has this threshold (from %s); %s"
              .formatted(key, value.origin().place(), closest(key)));
    }
    if (isNumber(threshold.fallback()) != isNumber(value.text())) {
      throw new SettingsException(
          "%s: '%s' is not of the kind that the check takes (from %s); write something like %s"
              .formatted(key, value.text(), value.origin().place(), threshold.fallback()));
    }
  }

  private String closest(String key) {
    List<String> keys = listed.keySet().stream().map(name -> Keys.THRESHOLD + name).toList();
    String closest = Keys.closest(key, keys);
    if (closest != null) {
      return "write " + closest;
    }
    return keys.isEmpty() ? "none is listed at all" : "there are " + String.join(", ", keys);
  }

  static void verifyValue(String key, Value value) {
    if (!isNumber(value.text()) && !isDuration(value.text())) {
      throw new SettingsException(
          "%s: '%s' is neither a number nor a duration (from %s); write 0.2 or 200ms"
              .formatted(key, value.text(), value.origin().place()));
    }
  }

  private static boolean isNumber(String text) {
    try {
      return Double.isFinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDuration(String text) {
    try {
      SettingType.duration(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private final class InForce implements Thresholds {
    private final Settings settings;

    InForce(Settings settings) {
      this.settings = settings;
    }

    @Override
    public double number(String name) {
      String text = text(name);
      if (!isNumber(text)) {
        throw new SettingsException(
            "threshold %s is the duration %s; ask for duration(\"%s\")"
                .formatted(name, text, name));
      }
      return Double.parseDouble(text);
    }

    @Override
    public Duration duration(String name) {
      String text = text(name);
      if (!isDuration(text)) {
        throw new SettingsException(
            "threshold %s is the number %s; ask for number(\"%s\")".formatted(name, text, name));
      }
      return SettingType.duration(text);
    }

    private String text(String name) {
      Threshold threshold = listed.get(name);
      if (threshold == null) {
        throw new SettingsException(
            "threshold %s is not listed; add '%s = DEFAULT | SOURCE' to %s"
                .formatted(name, name, RESOURCE));
      }
      return settings.value(Keys.THRESHOLD + name).map(Value::text).orElse(threshold.fallback());
    }
  }
}
