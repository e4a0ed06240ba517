package dev.genesis.harness.publish;

import dev.genesis.harness.config.ServiceSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * How we make ourselves known to the Pushgateway: what the settings say of the service {@code
 * pushgateway}, the same as for checks that talk to it.
 */
final class GatewayCredentials {
  private final Optional<String> authorization;

  private GatewayCredentials(Optional<String> authorization) {
    this.authorization = authorization;
  }

  static GatewayCredentials of(Settings settings) {
    ServiceSettings service = settings.service("pushgateway");
    Optional<String> token = secret(service, "token");
    if (token.isPresent()) {
      return new GatewayCredentials(token.map(t -> "Bearer " + t));
    }
    return new GatewayCredentials(
        service
            .text("user")
            .map(user -> user + ":" + secret(service, "password").orElse(""))
            .map(pair -> Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .map(pair -> "Basic " + pair));
  }

  private static Optional<String> secret(ServiceSettings service, String key) {
    Optional<Path> file = service.file(key + "-file");
    if (file.isEmpty()) {
      return service.text(key);
    }
    try {
      return Optional.of(Files.readString(file.get()).strip());
    } catch (IOException e) {
      throw new SettingsException(
          "genesis.service.pushgateway." + key + "-file: " + file.get() + " cannot be read");
    }
  }

  HttpURLConnection open(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
    return connection;
  }
}
