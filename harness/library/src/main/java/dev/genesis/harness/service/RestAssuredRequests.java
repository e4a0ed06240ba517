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
  private RestAssuredRequests() {}

  static RequestSpecification specification(
      Endpoint endpoint, Directory directory, Clients clients, Caller caller) {
    RestAssuredConfig config =
        RestAssuredConfig.newConfig()
            .httpClient(
                HttpClientConfig.httpClientConfig()
                    .dontReuseHttpClientInstance()
                    .httpClientFactory(
                        () -> new GuardedClient(endpoint, directory, clients, caller)))
            .logConfig(
                LogConfig.logConfig()
                    .blacklistHeaders(
                        List.of("Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie")));
    URI base = endpoint.base();
    return RestAssured.given()
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
