package dev.genesis.production;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the monitoring of Genesis is expected to have loaded: read from the very files in {@code
 * monitoring/}, which the build puts into this jar.
 */
final class Expected {
  private static final Pattern RULE =
      Pattern.compile("^ *-? *(?:alert|record): *[\"']?([A-Za-z0-9_:]+)", Pattern.MULTILINE);
  private static final Pattern RECEIVERS =
      Pattern.compile("^receivers:\\R((?:[ #].*\\R|\\R)+)", Pattern.MULTILINE);
  private static final Pattern RECEIVER =
      Pattern.compile("^ *- name: *[\"']?([A-Za-z0-9_-]+)", Pattern.MULTILINE);

  private Expected() {}

  /** The names of all alerting and recording rules. */
  static List<String> rules() {
    return Stream.of("alerts.yml", "production_alerts.yml")
        .flatMap(file -> names(RULE, file(file)))
        .distinct()
        .toList();
  }

  /** The names of Alertmanager's receivers. */
  static List<String> receivers() {
    return RECEIVERS
        .matcher(file("alertmanager.yml"))
        .results()
        .flatMap(section -> names(RECEIVER, section.group(1)))
        .toList();
  }

  private static Stream<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1));
  }

  private static String file(String name) {
    String resource = "META-INF/genesis/monitoring/" + name;
    try (InputStream in = Expected.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the production suite's jar lacks " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
