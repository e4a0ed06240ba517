package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The real service behind a proxy: passes a request on and takes the answer as it comes. */
final class Upstream {
  /** What belongs to one connection and not to the message, and what the client sets itself. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "content-length",
          "host",
          "expect",
          // so that the body is text that faults can be worked into
          "accept-encoding");

  private final URI origin;
  private final Duration timeout;
  private final HttpClient client;

  Upstream(URI address, Duration timeout, @Nullable SSLContext tls) {
    this.origin = URI.create(address.getScheme() + "://" + address.getRawAuthority());
    this.timeout = timeout;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(timeout);
    this.client = (tls == null ? builder : builder.sslContext(tls)).build();
  }

  /** The service's answer; 502 with the reason where it gives none. */
  ProxiedAnswer forward(ProxiedRequest request) throws InterruptedException {
    try {
      HttpResponse<byte[]> response = client.send(translated(request), BodyHandlers.ofByteArray());
      return answer(response);
    } catch (IOException | IllegalArgumentException e) {
      byte[] body = ("the service behind the proxy gave no answer: " + e + "\n").getBytes(UTF_8);
      return ProxiedAnswer.of(
          502, List.of(Map.entry("Content-Type", "text/plain; charset=utf-8")), body, false);
    }
  }

  private HttpRequest translated(ProxiedRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(origin + request.target()))
            .timeout(timeout)
            .method(
                request.method(),
                request.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body()));
    for (Map.Entry<String, String> header : request.headers()) {
      if (!NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        builder.header(header.getKey(), header.getValue());
      }
    }
    return builder.build();
  }

  private static ProxiedAnswer answer(HttpResponse<byte[]> response) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    boolean chunked = false;
    for (Map.Entry<String, List<String>> field : response.headers().map().entrySet()) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      chunked |= name.equals("transfer-encoding");
      if (!NOT_PASSED_ON.contains(name) && !name.startsWith(":")) {
        field.getValue().forEach(value -> headers.add(Map.entry(field.getKey(), value)));
      }
    }
    return ProxiedAnswer.of(response.statusCode(), List.copyOf(headers), response.body(), chunked);
  }
}
