package dev.genesis.harness.service;

import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.LogConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;

/** Makes the REST Assured specifications of a service, one for each caller. */
final class RestAssuredRequests {
  static {
    // Groovy dispatches its calls the slow way until a place has been called ten thousand times;
    // a run of a thousand requests would end before. Half the processor time is at stake.
    String property = "groovy.indy.optimize.threshold";
    if (System.getProperty(property) == null) {
      System.setProperty(property, "100");
    }
  }

  /** What is the same for all; to make it anew for each check would take longer than a request. */
  private static final RestAssuredConfig COMMON =
      RestAssuredConfig.newConfig()
          .logConfig(
              LogConfig.logConfig()
                  .blacklistHeaders(
                      List.of("Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie")));

  private RestAssuredRequests() {}

  static RequestSpecification specification(
      Endpoint endpoint, Directory directory, Clients clients, Caller caller) {
    RestAssuredConfig config =
        COMMON.httpClient(
            HttpClientConfig.httpClientConfig()
                .dontReuseHttpClientInstance()
                .httpClientFactory(() -> new GuardedClient(endpoint, directory, clients, caller)));
    URI base = endpoint.base();
    RequestSpecification specification = RestAssured.given();
    // REST Assured decides on the proxy itself, whatever its client was told
    endpoint.proxy().ifPresent(specification::proxy);
    return specification
        .config(config)
        .baseUri(base.getScheme() + "://" + base.getHost() + path(base))
        // without it REST Assured takes 8080 for a local address that names none
        .port(Endpoint.port(base))
        .filter(new Guarded());
  }

  private static String path(URI base) {
    return base.getRawPath() == null ? "" : base.getRawPath();
  }

  /** Sees that a request has the client that guards it. */
  private static final class Guarded implements Filter {
    @Override
    public Response filter(
        FilterableRequestSpecification request,
        FilterableResponseSpecification response,
        FilterContext context) {
      if (!(request.getHttpClient() instanceof GuardedClient)) {
        throw new RequestRefusedException(
            "refused %s: a configuration of its own takes the guards and credentials from the"
                    .formatted(request.getMethod())
                + " request; begin with SpecificationQuerier.query(SERVICE).getConfig() and change"
                + " that");
      }
      return context.next(request, response);
    }
  }
}
