package dev.genesis.harness.service;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The light client for one caller. */
final class LightService implements HttpService {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Endpoint endpoint;
  private final Directory directory;
  private final Clients clients;
  private final Caller owner;
  private final Freshness freshness = new Freshness(Clock.systemUTC());

  LightService(Endpoint endpoint, Directory directory, Clients clients, Caller owner) {
    this.endpoint = endpoint;
    this.directory = directory;
    this.clients = clients;
    this.owner = owner;
  }

  /** Makes the client of an endpoint; it is shared by all callers. */
  static HttpClient client(Endpoint endpoint) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // without asking for HTTP/2 by an upgrade header that every request would carry
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(endpoint.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER);
    endpoint.tls().ifPresent(builder::sslContext);
    endpoint
        .proxy()
        .ifPresent(
            proxy ->
                builder.proxy(
                    ProxySelector.of(
                        new InetSocketAddress(proxy.getHost(), Endpoint.port(proxy)))));
    return builder.build();
  }

  @Override
  public String name() {
    return endpoint.name();
  }

  @Override
  public URI uri() {
    return endpoint.base();
  }

  @Override
  public HttpAnswer send(
      String method, String path, Map<String, String> headers, @Nullable String body) {
    Caller caller = owner.orCurrent();
    URI target = isAbsolute(path) ? absolute(path) : endpoint.resolve(path);
    Endpoint to = directory.admit(method, target, endpoint, caller);
    Duration limit = caller.time().atMost(to.timeout());
    CheckTime time = CheckTime.of(limit);
    Duration taken = Duration.ZERO;
    for (int hop = 0; ; hop++) {
      Attempt attempt = new Attempt(caller, to, method, target, taken);
      HttpResponse<String> response =
          to.pace().inTurn(caller.time(), () -> attempt.send(headers, body, time));
      URI next = redirection(response, target, hop, method);
      if (next == null) {
        return attempt.answer(response);
      }
      target = next;
      taken = attempt.taken;
    }
  }

  /** Where a redirect leads, if it is to be followed: nowhere but to the same place. */
  private static @Nullable URI redirection(
      HttpResponse<String> response, URI target, int hop, String method) {
    if (!REDIRECTS.contains(response.statusCode())
        || hop >= MOST_REDIRECTS
        || !(method.equals("GET") || method.equals("HEAD"))) {
      return null;
    }
    String location = response.headers().firstValue("location").orElse("");
    try {
      URI next = target.resolve(location);
      return !location.isEmpty()
              && next.getHost() != null
              && Endpoint.origin(next).equals(Endpoint.origin(target))
          ? next
          : null;
    } catch (IllegalArgumentException e) {
      return null; // an address that is none: the check sees the answer as it is
    }
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("http://") || path.startsWith("https://");
  }

  private static URI absolute(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new ServiceSetupException("the address of a request cannot be read; encode it");
    }
  }

  /** One request on its way. */
  private final class Attempt {
    private final Caller caller;
    private final Endpoint to;
    private final String method;
    private final URI target;

    /** How long this one and those took that led to it. */
    private Duration taken;

    Attempt(Caller caller, Endpoint to, String method, URI target, Duration before) {
      this.caller = caller;
      this.to = to;
      this.method = method;
      this.target = target;
      this.taken = before;
    }

    HttpResponse<String> send(Map<String, String> headers, @Nullable String body, CheckTime time) {
      HttpRequest request = request(headers, body, time.remaining());
      long start = System.nanoTime();
      CompletableFuture<HttpResponse<String>> future =
          clients.light(to).sendAsync(request, HttpResponse.BodyHandlers.ofString());
      try {
        // the client's own timeout ends with the answer's headers; this one with its last byte
        HttpResponse<String> response =
            future.get(time.remaining().toNanos(), TimeUnit.NANOSECONDS);
        taken = taken.plus(Failures.since(start));
        return response;
      } catch (ExecutionException e) {
        throw failed(e.getCause() == null ? e : e.getCause(), start);
      } catch (TimeoutException e) {
        future.cancel(true);
        throw failed(new HttpTimeoutException("request timed out"), start);
      } catch (InterruptedException e) {
        future.cancel(true);
        Thread.currentThread().interrupt();
        throw failed(e, start);
      }
    }

    private HttpRequest request(Map<String, String> headers, @Nullable String body, Duration left) {
      Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      all.putAll(to.headers());
      all.putAll(headers);
      HttpRequest.BodyPublisher publisher =
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofString(body);
      try {
        HttpRequest.Builder builder =
            HttpRequest.newBuilder(target)
                .timeout(left.isZero() ? Duration.ofNanos(1) : left)
                .method(method, publisher);
        all.forEach(builder::header);
        return builder.build();
      } catch (IllegalArgumentException e) {
        throw new ServiceSetupException(
            "%s %s cannot be sent: method or header is none that HTTP takes"
                .formatted(method, target));
      }
    }

    private ServiceException failed(Throwable cause, long start) {
      Duration took = taken.plus(Failures.since(start));
      Exchange exchange = new Exchange(to.name(), method, target, took, 0, "", "");
      caller.made(exchange);
      return Failures.noAnswer(exchange, cause);
    }

    HttpAnswer answer(HttpResponse<String> response) {
      HttpHeaders headers = response.headers();
      String body = response.body();
      Exchange exchange =
          new Exchange(
              to.name(),
              method,
              target,
              taken,
              response.statusCode(),
              headers.firstValue("content-type").orElse(""),
              body.length() > Exchange.KEPT ? body.substring(0, Exchange.KEPT) : body);
      caller.made(exchange);
      freshness.verify(exchange, headers.firstValue("age"), headers.firstValue("date"));
      return new LightAnswer(response, exchange);
    }
  }
}
