package dev.genesis.harness.service;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Secrets;
import dev.genesis.harness.config.ServiceSettings;
import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * One configured service, everything about it decided: where it is, what is sent with every
 * request, how it is reached, and how fast.
 *
 * @param base the address without user info, its path without a slash at the end
 * @param headers what is sent with every request to it, and to nobody else; may be secret
 */
record Endpoint(
    String name,
    URI base,
    Map<String, String> headers,
    Optional<SSLContext> tls,
    Optional<URI> proxy,
    Duration timeout,
    Duration connectTimeout,
    Pace pace) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * The endpoint of a service.
   *
   * @throws ServiceSetupException if it is not configured, or not as it would have to be
   */
  static Endpoint of(ServiceSettings service, Settings settings) {
    URI url =
        service
            .url()
            .orElseThrow(
                () ->
                    new ServiceSetupException(
                        "service %s has no address; set %s, or %s"
                            .formatted(
                                service.name(),
                                service.wholeKey("url"),
                                Settings.environmentVariable(service.wholeKey("url")))));
    Optional<URI> proxy = service.find("proxy", SettingType.ADDRESS);
    if (proxy.isPresent() && proxy.get().getRawUserInfo() != null) {
      throw new ServiceSetupException(
          service.wholeKey("proxy")
              + " has a user in it, which is not supported; name a proxy that asks for none");
    }
    return new Endpoint(
        service.name(),
        withoutUserInfo(url),
        headers(service, url),
        Tls.of(service),
        proxy,
        service.duration("timeout").orElse(TIMEOUT),
        service.duration("connect-timeout").orElse(CONNECT_TIMEOUT),
        new Pace(
            service.name(),
            settings.get(GenesisSettings.MAX_RPS),
            settings.get(GenesisSettings.PARALLEL)));
  }

  /** Scheme, host and port in one word, so that origins can be compared. */
  static String origin(URI uri) {
    return "%s://%s:%d"
        .formatted(lower(uri.getScheme()), lower(String.valueOf(uri.getHost())), port(uri));
  }

  static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(lower(uri.getScheme())) ? 443 : 80;
  }

  String origin() {
    return origin(base);
  }

  /** The address of a path below this service's. */
  URI resolve(String path) {
    String text = path.startsWith("/") || path.isEmpty() ? base + path : base + "/" + path;
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new ServiceSetupException(
          "'%s' is no path (%s); encode what is in it"
              .formatted(Secrets.ofProcess().blank(path), e.getReason()));
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  private static URI withoutUserInfo(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return URI.create(url.getScheme() + "://" + url.getHost() + port + path);
  }

  private static Map<String, String> headers(ServiceSettings service, URI url) {
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> lines =
        service
            .find("headers", SettingType.LIST)
            .orElseGet(
                () ->
                    service
                        .file("headers-file")
                        .map(f -> SettingType.LIST.parser().apply(read(service, "headers-file", f)))
                        .orElse(List.of()));
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ServiceSetupException(
            service.wholeKey("headers-file") + ": a line is no header; write NAME: VALUE");
      }
      headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
    }
    authorization(service, url).ifPresent(value -> headers.put("Authorization", value));
    return Map.copyOf(headers);
  }

  private static Optional<String> authorization(ServiceSettings service, URI url) {
    Optional<String> token = secret(service, "token");
    Optional<String> user = service.text("user");
    boolean userIsStronger =
        user.isPresent() && token.isPresent() && service.isStronger("user", "token", "token-file");
    if (token.isPresent() && !userIsStronger) {
      return Optional.of("Bearer " + token.get());
    }
    if (user.isPresent()) {
      return Optional.of(basic(user.get() + ":" + secret(service, "password").orElse("")));
    }
    return Optional.ofNullable(url.getRawUserInfo())
        .map(info -> basic(URLDecoder.decode(info.replace("+", "%2B"), StandardCharsets.UTF_8)));
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret given itself (by the environment) or in a file, whichever is said more strongly. */
  private static Optional<String> secret(ServiceSettings service, String key) {
    Optional<String> direct = service.text(key);
    Optional<Path> file = service.file(key + "-file");
    if (file.isPresent() && (direct.isEmpty() || service.isStronger(key + "-file", key))) {
      return Optional.of(read(service, key + "-file", file.get()));
    }
    return direct;
  }

  private static String read(ServiceSettings service, String key, Path file) {
    try {
      String text = Files.readString(file).strip();
      if (!text.isEmpty()) {
        return text;
      }
      throw new ServiceSetupException(
          "%s: '%s' is empty; write the secret into it".formatted(service.wholeKey(key), file));
    } catch (IOException e) {
      throw new ServiceSetupException(
          "%s: '%s' cannot be read; check that it exists and who may read it"
              .formatted(service.wholeKey(key), file));
    }
  }

  @Override
  public String toString() {
    return name + " at " + base; // the headers may be secret
  }
}
