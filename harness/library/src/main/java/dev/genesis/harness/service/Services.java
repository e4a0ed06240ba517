package dev.genesis.harness.service;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Clock;

/**
 * The services under check, by name. There is one of it in a process, since it bounds what reaches
 * a service over all checks; each check gets clients of its own from it, by which its requests are
 * known.
 *
 * <pre>{@code
 * try (Services services = Services.of(settings)) {
 *   services.http("genesis", Caller.anonymous()).get("/health").expectStatus(200);
 * }
 * }</pre>
 */
public final class Services implements AutoCloseable {
  private final Directory directory;
  private final String environment;
  private final Clients clients = new Clients();

  private Services(Settings settings) {
    directory = new Directory(settings);
    environment = settings.get(GenesisSettings.ENVIRONMENT);
  }

  /** The services that these settings name. */
  public static Services of(Settings settings) {
    return new Services(settings);
  }

  /**
   * A service's address, path prefix included and without user info.
   *
   * @throws ServiceSetupException if it is not configured
   */
  public URI uri(String name) {
    return directory.named(name).base();
  }

  /**
   * A specification whose requests go to the service. It is not meant for several threads at a
   * time; {@code RestAssured.given(specification)} begins one of one's own.
   *
   * @throws ServiceSetupException if it is not configured
   */
  public RequestSpecification restAssured(String name, Caller caller) {
    return RestAssuredRequests.specification(directory.named(name), directory, clients, caller);
  }

  /**
   * The light client of a service.
   *
   * @throws ServiceSetupException if it is not configured
   */
  public HttpService http(String name, Caller caller) {
    return new LightService(directory.named(name), directory, clients, caller);
  }

  /**
   * A client of the Prometheus HTTP API.
   *
   * @throws ServiceSetupException if it is not configured
   */
  public PromQl promQl(String name, Caller caller) {
    return new PromQlClient(http(name, caller), environment, Clock.systemUTC());
  }

  /** Closes the connections. */
  @Override
  public void close() {
    clients.close();
  }
}
