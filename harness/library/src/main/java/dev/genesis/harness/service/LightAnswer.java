package dev.genesis.harness.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** An answer that the light client got. */
final class LightAnswer implements HttpAnswer {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final HttpResponse<String> response;
  private final Exchange exchange;

  LightAnswer(HttpResponse<String> response, Exchange exchange) {
    this.response = response;
    this.exchange = exchange;
  }

  @Override
  public int status() {
    return response.statusCode();
  }

  @Override
  public Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new TreeMap<>();
    response.headers().map().forEach((k, v) -> headers.put(k.toLowerCase(Locale.ROOT), v));
    return headers;
  }

  @Override
  public Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  @Override
  public String body() {
    return response.body();
  }

  @Override
  public Duration took() {
    return exchange.took();
  }

  @Override
  public Optional<Instant> certificateExpiry() {
    return response.sslSession().flatMap(LightAnswer::expiry);
  }

  private static Optional<Instant> expiry(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(certificate.getNotAfter().toInstant())
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty(); // a cipher without certificates
    }
  }

  @Override
  public JsonNode json() {
    String type = exchange.contentType().toLowerCase(Locale.ROOT);
    if (!type.matches("application/([a-z0-9.+-]*\\+)?json\\b.*")) {
      throw new AssertionError("the answer does not say that it is JSON\n" + exchange.describe());
    }
    try {
      JsonNode node = JSON.readTree(body());
      if (node != null && !node.isMissingNode()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // said below, with the answer
    }
    throw new AssertionError("the answer is no JSON\n" + exchange.describe());
  }

  @Override
  public HttpAnswer expectStatus(int status) {
    if (status() != status) {
      throw new UnexpectedStatusError(
          "expected status %d but was %d\n%s".formatted(status, status(), exchange.describe()));
    }
    return this;
  }

  @Override
  public String toString() {
    return exchange.describe();
  }
}
