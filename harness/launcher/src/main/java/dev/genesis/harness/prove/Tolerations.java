package dev.genesis.harness.prove;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.sandbox.fault.WireFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The faults that a check may pass under, each with the reason, as its jar declares them in {@code
 * META-INF/genesis/tolerated.properties}:
 *
 * <pre>
 * production/ServiceHealth.respondsHealthy.stale = the answer carries no time
 * production/Freshness.*@prometheus.slow = the time is what it waits for
 * </pre>
 *
 * <p>A star stands for any characters of a check's id; {@code @SERVICE} narrows it to one service.
 */
public final class Tolerations {
  static final String FILE = "META-INF/genesis/tolerated.properties";

  /** Nothing is tolerated. */
  public static final Tolerations NONE = new Tolerations(List.of());

  /** One line of a file. */
  record Line(String key, Pattern check, Optional<String> service, WireFault fault, String reason) {
    boolean speaksOf(String id, String service, WireFault fault) {
      return this.fault == fault
          && this.service.map(service::equals).orElse(true)
          && check.matcher(id).matches();
    }
  }

  private final List<Line> lines;

  private Tolerations(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * What these jars and folders declare.
   *
   * @throws SettingsException if a line names no fault or gives no reason
   */
  public static Tolerations in(Collection<Path> checks) throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Path place : checks) {
      if (Files.isDirectory(place)) {
        Path file = place.resolve(FILE);
        if (Files.isRegularFile(file)) {
          lines.addAll(parse(Files.readString(file), file.toString()));
        }
      } else if (Files.isRegularFile(place)) {
        try (ZipFile jar = new ZipFile(place.toFile())) {
          ZipEntry entry = jar.getEntry(FILE);
          if (entry != null) {
            try (InputStream in = jar.getInputStream(entry)) {
              lines.addAll(parse(new InputStreamReader(in, UTF_8), place + "!" + FILE));
            }
          }
        }
      }
    }
    return new Tolerations(lines);
  }

  static Tolerations of(String text) throws IOException {
    return new Tolerations(parse(text, FILE));
  }

  private static List<Line> parse(String text, String place) throws IOException {
    return parse(new StringReader(text), place);
  }

  private static List<Line> parse(Reader text, String place) throws IOException {
    Properties properties = new Properties();
    properties.load(text);
    return properties.stringPropertyNames().stream()
        .sorted()
        .map(key -> line(key, properties.getProperty(key).strip(), place))
        .toList();
  }

  private static Line line(String key, String reason, String place) {
    int dot = key.lastIndexOf('.');
    Optional<WireFault> fault = WireFault.of(key.substring(dot + 1));
    if (dot < 1 || fault.isEmpty()) {
      String known =
          Arrays.stream(WireFault.values()).map(WireFault::label).collect(Collectors.joining(", "));
      throw new SettingsException(
          "%s: '%s' does not end in a fault; write CHECK.FAULT with one of %s"
              .formatted(place, key, known));
    }
    if (reason.isEmpty()) {
      throw new SettingsException(
          "%s: '%s' gives no reason; write %s = why the check may pass under this fault"
              .formatted(place, key, key));
    }
    String[] checkAndService = key.substring(0, dot).split("@", 2);
    String regex =
        Arrays.stream(checkAndService[0].split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return new Line(
        key,
        Pattern.compile(regex),
        checkAndService.length == 2 ? Optional.of(checkAndService[1]) : Optional.empty(),
        fault.get(),
        reason);
  }

  /** Why this check may pass under this fault of this service, if its jar says so. */
  Optional<String> reason(String id, String service, WireFault fault) {
    return lines.stream()
        .filter(line -> line.speaksOf(id, service, fault))
        .map(Line::reason)
        .findFirst();
  }

  /** Lines that excuse nothing that happened: of checks that are no more, or that do notice. */
  List<String> needless(Collection<ProvenCheck> checks) {
    return lines.stream()
        .filter(
            line ->
                checks.stream()
                    .noneMatch(
                        check ->
                            check.cells().stream()
                                .anyMatch(
                                    cell ->
                                        cell.verdict() == Verdict.DECLARED
                                            && line.speaksOf(
                                                check.id(), cell.service(), cell.fault()))))
        .map(Line::key)
        .toList();
  }
}
