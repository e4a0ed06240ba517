package dev.genesis.harness.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is configured, it ends in settings or in one line. */
class SettingsFuzzTest {
  private static final int COMBINATIONS = 10_000;
  private static final String[] TEXTS = {
    "",
    " ",
    "4",
    "0",
    "-1",
    "1e9",
    "10s",
    "0s",
    "99999999999d",
    "true",
    "maybe",
    "0.98",
    "1.5",
    "NaN",
    "http://h:80",
    "http://h:99999",
    "http://",
    "ftp://h",
    "h:80",
    "http://u:pw-secret@h/",
    "http://h/?q#f",
    "jdbc:postgresql://h/d?password=pw-secret",
    "{a: b}",
    "[1, 2]",
    "[[1]]",
    "a,b",
    "Name: v",
    "Authorization: pw-secret",
    "\u0000",
    "\n",
    "x".repeat(5_000),
    "😀",
    "<script>",
    "%s%n",
    "genesis.yaml",
    ".",
    "/nonexistent",
    "*a",
    "&a 1",
    "'",
    "\"",
    "- x",
    "? y",
    "!!int 3",
    "<<: *b",
  };

  @TempDir Path folder;

  @AfterAll
  static void forgetTheNonsense() {
    Secrets.ofProcess().forget();
  }

  @Test
  void everyCombination_endsInSettingsOrInOneLine() throws IOException {
    Random random = new Random(48);
    List<String> keys = new ArrayList<>();
    GenesisSettings.all().forEach(setting -> keys.add(setting.key()));
    for (String name : List.of("genesis", "node-exporter", "a_b", "a-b")) {
      ServiceSettings.keys()
          .keySet()
          .forEach(key -> keys.add("genesis.service." + name + "." + key));
    }
    keys.addAll(
        List.of(
            "genesis",
            "genesis.",
            "genesis.service",
            "genesis.service.x",
            "genesis.threshold.p95",
            "genesis.nothing",
            "environments",
            "environments.a",
            "parallel",
            ""));
    int loaded = 0;
    int refused = 0;
    for (int i = 0; i < COMBINATIONS; i++) {
      SettingsLoader loader = loader(random, keys);
      try {
        Settings settings = loader.load().settings();
        if (i % 50 == 0) { // rendering takes longer than loading
          assertThat(SettingsView.text(settings)).doesNotContain("pw-secret");
        }
        loaded++;
      } catch (SettingsException e) {
        assertThat(e.getMessage())
            .hasLineCount(1)
            .doesNotContain("pw-secret")
            .hasSizeLessThan(6_000);
        refused++;
      }
    }
    assertThat(loaded).as("some combinations can be").isPositive();
    assertThat(refused).as("some cannot").isPositive();
  }

  private SettingsLoader loader(Random random, List<String> keys) throws IOException {
    Map<String, String> options = new HashMap<>();
    Map<String, String> environment = new HashMap<>();
    Map<String, String> parameters = new HashMap<>();
    Properties properties = new Properties();
    StringBuilder yaml = new StringBuilder();
    for (int n = random.nextInt(4); n >= 0; n--) {
      String key = keys.get(random.nextInt(keys.size()));
      String text = TEXTS[random.nextInt(TEXTS.length)];
      switch (random.nextInt(6)) {
        case 0 -> options.put(random.nextBoolean() ? key : Keys.optionOf(key), text);
        case 1 -> environment.put(Settings.environmentVariable(key), text);
        case 2 -> properties.setProperty(key, text);
        case 3 -> parameters.put(key, text);
        case 4 -> yaml.append(key).append(": ").append(text).append('\n');
        default ->
            yaml.append("environments:\n  default:\n    ")
                .append(key)
                .append(": ")
                .append(text)
                .append('\n');
      }
    }
    Path file = folder.resolve("genesis.yaml");
    if (yaml.length() > 0) {
      Files.writeString(file, yaml);
    } else {
      Files.deleteIfExists(file);
    }
    return new SettingsLoader()
        .workingFolder(folder)
        .options(options)
        .environment(environment)
        .properties(properties)
        .junitParameters(parameters);
  }
}
