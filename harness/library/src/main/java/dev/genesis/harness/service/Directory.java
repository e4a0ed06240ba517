package dev.genesis.harness.service;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Secrets;
import dev.genesis.harness.config.Settings;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The configured services, and the guard: to whom a request may go, and with which method. */
final class Directory {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Settings settings;
  private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();

  /** The origins of the services that have an address, in the order of their names. */
  private final Map<String, String> nameByOrigin = new TreeMap<>();

  private final boolean mutationsAllowed;

  Directory(Settings settings) {
    this.settings = settings;
    this.mutationsAllowed = settings.get(GenesisSettings.ALLOW_MUTATIONS);
    for (String name : settings.serviceNames()) {
      settings
          .service(name)
          .url()
          .ifPresent(url -> nameByOrigin.putIfAbsent(Endpoint.origin(url), name));
    }
  }

  /**
   * The service of that name.
   *
   * @throws ServiceSetupException if there is none
   */
  Endpoint named(String name) {
    if (settings.service(name).url().isEmpty() && !nameByOrigin.isEmpty()) {
      throw new ServiceSetupException(
          "service %s has no address; set %s (there are %s)"
              .formatted(
                  name,
                  settings.service(name).wholeKey("url"),
                  String.join(", ", nameByOrigin.values())));
    }
    return endpoints.computeIfAbsent(name, n -> Endpoint.of(settings.service(n), settings));
  }

  /**
   * The service that a request goes to, if it may.
   *
   * @param from the service that the caller talks with; it keeps its own pace and credentials for
   *     whatever is at the same place
   */
  Endpoint admit(String method, URI target, Endpoint from, Caller caller) {
    if (target.getHost() == null || target.getScheme() == null) {
      throw refused(method, target, "names no host", "write a path below the service's address");
    }
    String origin = Endpoint.origin(target);
    Endpoint to = from;
    if (!origin.equals(from.origin())) {
      to =
          Optional.ofNullable(nameByOrigin.get(origin))
              .map(this::named)
              .orElseThrow(
                  () ->
                      refused(
                          method,
                          target,
                          "the host is no configured service",
                          "set genesis.service.NAME.url to it"));
    }
    if (target.getRawUserInfo() != null) {
      throw refused(method, target, "the address holds a user", "configure user and password-file");
    }
    if (!READING.contains(method.toUpperCase(Locale.ROOT))) {
      if (!caller.mutating()) {
        throw refused(
            method,
            target,
            "it could change the system, and the check is not declared mutating",
            "write mutating = true into its annotation");
      }
      if (!mutationsAllowed) {
        throw refused(
            method,
            target,
            "it could change the system, and the run allows no mutations",
            "start it with --allow-mutations");
      }
    }
    return to;
  }

  private static RequestRefusedException refused(
      String method, URI target, String why, String cure) {
    return new RequestRefusedException(
        "refused %s %s: %s; %s"
            .formatted(method, Secrets.ofProcess().blank(target.toString()), why, cure));
  }
}
