package dev.genesis.harness.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an Alertmanager configuration that of the sandbox: the same routes and receivers, with
 * times compressed, that talk to the stand-in receivers. Secret files hold the stand-ins' addresses
 * or words that open nothing.
 */
final class AlertmanagerConfig {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private final MonitoringFiles files;
  private final Receivers receivers;
  private final CompressedTime time;

  AlertmanagerConfig(MonitoringFiles files, Receivers receivers, CompressedTime time) {
    this.files = files;
    this.receivers = receivers;
    this.time = time;
  }

  /** Writes templates and secrets into the folder and returns the configuration. */
  String text(String routing, Path folder) throws IOException {
    copyTemplates(folder);
    Map<String, String> secrets = new LinkedHashMap<>();
    Map<String, Object> config =
        YamlTree.changed(
            YamlTree.read(withAddresses(routing)),
            (path, key, value) -> change(key, value, folder, secrets));
    for (Map<String, Object> receiver : YamlTree.maps(config.get("receivers"))) {
      redirect(receiver, secrets);
    }
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      Path file = Path.of(secret.getKey());
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, secret.getValue());
    }
    return YamlTree.write(config);
  }

  /** Addresses that a user fills in before he starts the real one. */
  private static String withAddresses(String routing) {
    return PLACEHOLDER
        .matcher(routing)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1).toLowerCase(Locale.ROOT).replace('_', '-')
                        + "@sandbox.example"));
  }

  private @Nullable Object change(
      String key, @Nullable Object value, Path folder, Map<String, String> secrets) {
    if (key.endsWith("require_tls")) {
      return false;
    }
    if (!(value instanceof String text)) {
      return value;
    }
    if (key.endsWith("_file")) {
      Path file = folder.resolve("secrets").resolve(Path.of(text).getFileName());
      secrets.put(file.toString(), "sandbox");
      return file.toString();
    }
    return switch (key) {
      case "group_wait", "group_interval", "repeat_interval" -> time.hold(text);
      case "smtp_smarthost", "smarthost" -> receivers.smarthost();
      default -> text;
    };
  }

  private void redirect(Map<String, Object> receiver, Map<String, String> secrets) {
    String name = String.valueOf(receiver.get("name"));
    for (Map<String, Object> config : YamlTree.maps(receiver.get("pagerduty_configs"))) {
      config.put("url", receivers.pagerDuty(name).toString());
    }
    for (Map<String, Object> config : YamlTree.maps(receiver.get("slack_configs"))) {
      redirect(config, "api_url", receivers.slack(name), secrets);
    }
    for (Map<String, Object> config : YamlTree.maps(receiver.get("webhook_configs"))) {
      redirect(config, "url", receivers.webhook(name), secrets);
    }
  }

  private static void redirect(
      Map<String, Object> config, String key, URI address, Map<String, String> secrets) {
    Object file = config.get(key + "_file");
    if (file != null) {
      secrets.put(file.toString(), address.toString());
    } else {
      config.put(key, address.toString());
    }
  }

  private void copyTemplates(Path folder) throws IOException {
    Path source = files.folder().resolve("templates");
    if (!Files.isDirectory(source)) {
      return;
    }
    Path target = Files.createDirectories(folder.resolve("templates"));
    List<Path> templates;
    try (Stream<Path> found = Files.list(source)) {
      templates = found.filter(Files::isRegularFile).toList();
    }
    for (Path template : templates) {
      Files.writeString(
          target.resolve(template.getFileName().toString()), Files.readString(template));
    }
  }
}
