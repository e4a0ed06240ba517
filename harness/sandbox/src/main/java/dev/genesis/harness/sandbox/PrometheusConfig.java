package dev.genesis.harness.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a Prometheus configuration and its rule files those of the sandbox: each job's targets
 * are the sandbox's part of that name, jobs without one are left out, times are compressed, and the
 * {@code environment} is the sandbox's.
 */
final class PrometheusConfig {
  private final MonitoringFiles files;
  private final Map<String, URI> services;
  private final String environment;
  private final CompressedTime time;

  PrometheusConfig(
      MonitoringFiles files, Map<String, URI> services, String environment, CompressedTime time) {
    this.files = files;
    this.services = services;
    this.environment = environment;
    this.time = time;
  }

  /** Writes the rule files into the folder and returns the configuration that names them. */
  String text(Path folder, URI own) throws IOException {
    Map<String, URI> addresses = new LinkedHashMap<>(services);
    addresses.put(Part.PROMETHEUS.service(), own);
    Map<String, Object> config =
        YamlTree.changed(YamlTree.read(files.scrapeConfig()), this::change);
    config.put("rule_files", rules(folder, config.get("rule_files")));
    config.put("scrape_configs", jobs(config, addresses));
    URI alertmanager = services.get(Part.ALERTMANAGER.service());
    if (alertmanager == null) {
      config.remove("alerting");
    } else {
      config.put("alerting", alerting(alertmanager));
    }
    return YamlTree.write(config);
  }

  private @Nullable Object change(String path, String key, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    return switch (key) {
      case "scrape_interval", "evaluation_interval" -> time.interval(text);
      // never longer than the interval
      case "scrape_timeout" -> CompressedTime.text(time.scrapeInterval());
      case "environment" -> environment;
      default -> text;
    };
  }

  private List<String> rules(Path folder, @Nullable Object patterns) throws IOException {
    Path target = Files.createDirectories(folder.resolve("rules"));
    List<String> written = new ArrayList<>();
    for (Object pattern : patterns instanceof List<?> list ? list : List.of()) {
      try (DirectoryStream<Path> found =
          Files.newDirectoryStream(files.folder(), String.valueOf(pattern))) {
        for (Path file : found) {
          Path rendered = target.resolve(file.getFileName().toString());
          Files.writeString(rendered, rules(Files.readString(file)));
          written.add(rendered.toString());
        }
      }
    }
    return written;
  }

  private String rules(String text) {
    try {
      return YamlTree.write(YamlTree.changed(YamlTree.read(text), this::changeRule));
    } catch (org.snakeyaml.engine.v2.exceptions.YamlEngineException e) {
      // Prometheus is the one to say what is wrong with it, and where
      return text;
    }
  }

  private @Nullable Object changeRule(String path, String key, @Nullable Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    return switch (key) {
      case "expr" -> time.expression(text);
      case "for", "keep_firing_for" -> time.hold(text);
      case "interval" -> time.interval(text);
      case "environment" -> environment;
      default -> text;
    };
  }

  private static List<Map<String, Object>> jobs(
      Map<String, Object> config, Map<String, URI> addresses) {
    List<Map<String, Object>> jobs = new ArrayList<>();
    for (Map<String, Object> job : YamlTree.maps(config.get("scrape_configs"))) {
      URI address = addresses.get(String.valueOf(job.get("job_name")));
      if (address != null) {
        for (Map<String, Object> group : YamlTree.maps(job.get("static_configs"))) {
          group.put("targets", List.of(address.getAuthority()));
        }
        jobs.add(job);
      }
    }
    return jobs;
  }

  private static Map<String, Object> alerting(URI alertmanager) {
    return Map.of(
        "alertmanagers",
        List.of(
            Map.of(
                "static_configs",
                List.of(Map.of("targets", List.of(alertmanager.getAuthority()))))));
  }
}
