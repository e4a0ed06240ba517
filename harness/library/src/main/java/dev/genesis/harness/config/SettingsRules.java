package dev.genesis.harness.config;

import dev.genesis.harness.config.Origin.Layer;
import dev.genesis.harness.config.Settings.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What must hold between settings, and between settings and the files that they name. */
final class SettingsRules {
  private static final List<String> READ_FILES =
      List.of(
          "token-file",
          "password-file",
          "headers-file",
          "ca-file",
          "client-certificate-file",
          "client-key-file");

  private SettingsRules() {}

  static void verify(Settings settings, List<String> warnings) {
    settings.asMap().forEach(SettingsRules::verifyValue);
    for (String name : settings.serviceNames()) {
      ServiceSettings service = settings.service(name);
      READ_FILES.forEach(key -> verifyFile(service, key));
      verifyCredentials(service);
      if (service.url().isEmpty()) {
        warnings.add(
            "service %s has no address, though something else is set for it; set %s"
                .formatted(name, service.wholeKey("url")));
      }
    }
  }

  private static void verifyValue(String key, Value value) {
    Optional<SettingType<?>> type = Keys.typeOf(key);
    if (type.isPresent()) {
      Settings.parse(key, type.get(), value);
    }
    if (key.startsWith(Keys.THRESHOLD)) {
      ListedThresholds.verifyValue(key, value);
    }
    if (key.endsWith(".headers") && key.startsWith(Keys.SERVICE)) {
      SettingType.LIST.parser().apply(value.text()).forEach(line -> verifyHeader(key, value, line));
    }
  }

  private static void verifyHeader(String key, Value value, String line) {
    // the line itself stays out of the message: it may hold a secret
    if (!line.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+\\s*:\\s*[\\x20-\\x7e]+")) {
      throw new SettingsException(
          "%s: an item is no header (from %s); write NAME: VALUE"
              .formatted(key, value.origin().place()));
    }
  }

  private static void verifyFile(ServiceSettings service, String key) {
    Optional<Path> file = service.file(key);
    if (file.isEmpty()) {
      return;
    }
    String place = service.value(key).map(v -> v.origin().place()).orElse("");
    // the text as it was written: a path of it may hide from the blanking what was no path at all
    String text = service.value(key).map(Value::text).orElse("");
    String what = "%s: '%s' ".formatted(service.wholeKey(key), text);
    if (Files.isDirectory(file.get())) {
      throw new SettingsException(what + "is a folder (from " + place + "); name the file in it");
    }
    if (!Files.exists(file.get())) {
      throw new SettingsException(
          what + "does not exist (from " + place + "); write a file that does");
    }
    if (!Files.isReadable(file.get())) {
      throw new SettingsException(
          what + "cannot be read (from " + place + "); check who may read it");
    }
  }

  private static void verifyCredentials(ServiceSettings service) {
    exclusive(service, "token", "token-file");
    exclusive(service, "password", "password-file");
    exclusive(service, "headers", "headers-file");
    exclusive(service, "token", "user");
    exclusive(service, "token-file", "user");
    needs(service, "client-certificate-file", "client-key-file");
    needs(service, "client-key-file", "client-certificate-file");
    needs(service, "password", "user");
    needs(service, "password-file", "user");
    if (service.value("user").isPresent()
        && service.value("password").isEmpty()
        && service.value("password-file").isEmpty()) {
      missing(service, "user", "password-file");
    }
  }

  /** Two ways to say one thing contradict each other in one layer; of two, the stronger wins. */
  private static void exclusive(ServiceSettings service, String one, String other) {
    Optional<Layer> first = service.value(one).map(v -> v.origin().layer());
    Optional<Layer> second = service.value(other).map(v -> v.origin().layer());
    if (first.isPresent() && first.equals(second)) {
      throw new SettingsException(
          "%s and %s contradict each other (both from %s); keep one of them"
              .formatted(
                  service.wholeKey(one),
                  service.wholeKey(other),
                  service.value(other).map(v -> v.origin().place()).orElse("")));
    }
  }

  private static void needs(ServiceSettings service, String present, String needed) {
    if (service.value(present).isPresent() && service.value(needed).isEmpty()) {
      missing(service, present, needed);
    }
  }

  private static void missing(ServiceSettings service, String present, String needed) {
    throw new SettingsException(
        "%s is set (from %s) but %s is not; set both"
            .formatted(
                service.wholeKey(present),
                service.value(present).map(v -> v.origin().place()).orElse(""),
                service.wholeKey(needed)));
  }
}
