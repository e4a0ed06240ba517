package dev.genesis.harness.service;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpVersion;
import org.apache.http.ProtocolException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.params.ClientPNames;
import org.apache.http.client.params.CookiePolicy;
import org.apache.http.conn.params.ConnRoutePNames;
import org.apache.http.entity.BufferedHttpEntity;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.client.DefaultRedirectStrategy;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.CoreProtocolPNames;
import org.apache.http.params.HttpParams;
import org.apache.http.params.SyncBasicHttpParams;
import org.apache.http.protocol.HttpContext;
import org.apache.http.util.EntityUtils;

/**
 * The client under one REST Assured request. Here, and not in a filter that a check could put
 * aside, the request is guarded, given its credentials, paced, bounded in time, and timed; so
 * credentials are nowhere in REST Assured, whose own logging would show them. The answer is read
 * whole before REST Assured sees it, so that the time is that of the last byte and the connection
 * is free again.
 */
@SuppressWarnings("deprecation") // REST Assured takes no other client than Apache's old one
final class GuardedClient extends DefaultHttpClient {
  private final Endpoint endpoint;
  private final Directory directory;
  private final Clients clients;
  private final Caller caller;
  private final Freshness freshness = new Freshness(Clock.systemUTC());

  GuardedClient(Endpoint endpoint, Directory directory, Clients clients, Caller caller) {
    super(clients.pool(endpoint).connections());
    this.endpoint = endpoint;
    this.directory = directory;
    this.clients = clients;
    this.caller = caller.orCurrent();
    setRedirectStrategy(new SamePlace());
    // a request that is sent again unasked would be a request that nobody counted
    setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
    configure(getParams());
  }

  /** The default ones look up the client's version in its jar, for every client anew. */
  @Override
  protected HttpParams createHttpParams() {
    return new SyncBasicHttpParams();
  }

  private void configure(HttpParams params) {
    params.setParameter(CoreProtocolPNames.USER_AGENT, "genesis-harness");
    params.setParameter(CoreProtocolPNames.PROTOCOL_VERSION, HttpVersion.HTTP_1_1);
    params.setParameter(CoreConnectionPNames.TCP_NODELAY, true);
    params.setParameter(ClientPNames.COOKIE_POLICY, CookiePolicy.IGNORE_COOKIES);
    int connect = (int) Math.min(Integer.MAX_VALUE, endpoint.connectTimeout().toMillis());
    params.setParameter(CoreConnectionPNames.CONNECTION_TIMEOUT, Math.max(1, connect));
    endpoint
        .proxy()
        .ifPresent(
            proxy ->
                params.setParameter(
                    ConnRoutePNames.DEFAULT_PROXY,
                    new HttpHost(proxy.getHost(), Endpoint.port(proxy))));
  }

  @Override
  public CloseableHttpResponse execute(HttpUriRequest request, HttpContext context)
      throws IOException {
    Endpoint to = directory.admit(request.getMethod(), request.getURI(), endpoint, caller);
    if (!to.equals(endpoint)) {
      // another service has its own connections, credentials and pace
      return new GuardedClient(to, directory, clients, caller).execute(request, context);
    }
    to.headers()
        .forEach(
            (name, value) -> {
              if (!request.containsHeader(name)) {
                request.setHeader(name, value);
              }
            });
    return to.pace().inTurn(caller.time(), () -> timed(request, context));
  }

  private CloseableHttpResponse timed(HttpUriRequest request, HttpContext context)
      throws IOException {
    Duration limit = caller.time().atMost(endpoint.timeout());
    ScheduledFuture<?> deadline =
        clients
            .deadlines()
            .schedule(request::abort, Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    long start = System.nanoTime();
    try {
      CloseableHttpResponse response = super.execute(request, context);
      HttpEntity entity = response.getEntity();
      if (entity != null) {
        response.setEntity(new BufferedHttpEntity(entity));
      }
      Exchange exchange = exchange(request, response, Failures.since(start));
      caller.made(exchange);
      freshness.verify(exchange, header(response, "Age"), header(response, "Date"));
      return response;
    } catch (IOException | IllegalStateException e) {
      // an aborted request fails with whatever it was at
      boolean late = request.isAborted() || e instanceof SocketTimeoutException;
      Duration took = Failures.since(start);
      Exchange exchange =
          new Exchange(endpoint.name(), request.getMethod(), request.getURI(), took, 0, "", "");
      caller.made(exchange);
      Throwable cause = late ? new HttpTimeoutException("request timed out") : e;
      throw Failures.noAnswer(exchange, cause);
    } finally {
      deadline.cancel(false);
    }
  }

  private Exchange exchange(HttpUriRequest request, HttpResponse response, Duration took)
      throws IOException {
    HttpEntity entity = response.getEntity();
    String body = "";
    if (entity != null) {
      byte[] bytes = EntityUtils.toByteArray(entity);
      body = new String(bytes, 0, Math.min(bytes.length, Exchange.KEPT), StandardCharsets.UTF_8);
    }
    return new Exchange(
        endpoint.name(),
        request.getMethod(),
        request.getURI(),
        took,
        response.getStatusLine().getStatusCode(),
        header(response, "Content-Type").orElse(""),
        body);
  }

  private static Optional<String> header(HttpResponse response, String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** Follows redirects to the same place only, each as a request of its own in the pace. */
  private final class SamePlace extends DefaultRedirectStrategy {
    @Override
    public boolean isRedirected(HttpRequest request, HttpResponse response, HttpContext context)
        throws ProtocolException {
      if (!super.isRedirected(request, response, context)) {
        return false;
      }
      try {
        Header location = response.getFirstHeader("location");
        URI next = endpoint.base().resolve(location.getValue());
        if (next.getHost() == null || !Endpoint.origin(next).equals(endpoint.origin())) {
          return false;
        }
      } catch (IllegalArgumentException e) {
        return false; // an address that is none: the check sees the answer as it is
      }
      // the turn is under way already: only the rate counts, not a second place
      endpoint.pace().awaitAnotherSlot(caller.time());
      return true;
    }
  }
}
