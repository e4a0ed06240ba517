package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultProxyTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LONG).build();
  private final AtomicInteger served = new AtomicInteger();
  private HttpServer service;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/api/health", e -> answer(e, "application/json", body(), false));
    service.createContext("/api/chunked", e -> answer(e, "text/plain", "a b c d", true));
    service.createContext(
        "/api/echo",
        e -> answer(e, "text/plain", new String(e.getRequestBody().readAllBytes(), UTF_8), true));
    service.start();
    URI upstream = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/api");
    proxy =
        FaultProxy.inFrontOf(
            "genesis", upstream, ProxyOptions.DEFAULTS.withSlow(SHORT.multipliedBy(3)));
  }

  @AfterEach
  void stop() {
    proxy.close();
    service.stop(0);
  }

  private String body() {
    return "{\"status\":\"healthy\",\"n\":%d,\"at\":%d}"
        .formatted(served.incrementAndGet(), Instant.now().getEpochSecond());
  }

  private static void answer(HttpExchange exchange, String type, String body, boolean chunked)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, chunked ? 0 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, LONG);
  }

  private HttpResponse<String> get(String path, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(proxy.uri() + path)).timeout(timeout).build();
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void healthy_passesThroughBodyHeadersMethodAndPrefix() throws Exception {
    HttpResponse<String> plain = get("/health");
    HttpResponse<String> chunked = get("/chunked");
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(proxy.uri() + "/echo"))
            .POST(BodyPublishers.ofString("told"))
            .build();

    assertThat(plain.body()).contains("healthy");
    assertThat(plain.headers().firstValue("content-length")).isPresent();
    assertThat(chunked.body()).isEqualTo("a b c d");
    assertThat(chunked.headers().firstValue("transfer-encoding")).hasValue("chunked");
    assertThat(client.send(post, BodyHandlers.ofString()).body()).isEqualTo("told");
    RestAssured.when()
        .head(proxy.uri() + "/health")
        .then()
        .statusCode(200)
        .header("X-Method", equalTo("HEAD"));
    assertThat(proxy.requests()).isEqualTo(4);
  }

  @Test
  void keepAlive_servesManyRequestsOnOneConnection() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    assertThat(proxy.requests()).isEqualTo(5);
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void chunkedRequest_isReadWholeAndTheConnectionStaysUsable() throws Exception {
    try (Socket socket = new Socket(proxy.uri().getHost(), proxy.uri().getPort())) {
      socket.setSoTimeout((int) LONG.toMillis());
      OutputStream out = socket.getOutputStream();
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      String request =
          String.join(
              "\r\n",
              "POST /api/echo HTTP/1.1",
              "Host: x",
              "Transfer-Encoding: chunked",
              "",
              "3",
              "abc",
              "2;note=1",
              "de",
              "0",
              "Trailer: t",
              "",
              "");
      for (int i = 0; i < 2; i++) {
        out.write(request.getBytes(UTF_8));
        out.flush();
        assertThat(in.lines().takeWhile(l -> !l.equals("0"))).contains("abcde");
        assertThat(in.readLine()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"STATUS_500,500", "STATUS_503,503", "STATUS_401,401"})
  void status_isAnsweredInPlaceOfTheService(WireFault fault, int status) {
    proxy.inject(fault);

    RestAssured.when().get(proxy.uri() + "/health").then().statusCode(status);
    assertThat(served).hasValue(0);
  }

  @Test
  void connectionRefused_isRefusedAndComesBackOnTheSamePort() throws Exception {
    URI before = proxy.uri();
    get("/health");

    proxy.inject(WireFault.CONNECTION_REFUSED);
    assertThatThrownBy(() -> get("/health")).isInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> RestAssured.get(proxy.uri() + "/health"))
        .isInstanceOf(ConnectException.class);
    proxy.heal();

    assertThat(proxy.uri()).isEqualTo(before);
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void reset_resetsTheConnection() throws Exception {
    proxy.inject(WireFault.RESET);
    try (Socket socket = new Socket(proxy.uri().getHost(), proxy.uri().getPort())) {
      socket.setSoTimeout((int) LONG.toMillis());
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));

      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void noAnswer_letsTheCallerWaitUntilItGivesUp() {
    proxy.inject(WireFault.NO_ANSWER);

    assertThatThrownBy(() -> get("/health", SHORT)).isInstanceOf(HttpTimeoutException.class);
    assertThat(proxy.requests()).isEqualTo(1);
  }

  @Test
  void slow_answersRightlyButTooLate() throws Exception {
    proxy.inject(WireFault.SLOW);

    assertThatThrownBy(() -> get("/health", SHORT)).isInstanceOf(HttpTimeoutException.class);
    assertThat(get("/health").body()).contains("healthy");
  }

  @Test
  void emptyBody_keepsStatusAndType() throws Exception {
    proxy.inject(WireFault.EMPTY_BODY);

    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/health", "/chunked"})
  void truncatedBody_endsInTheMiddle(String path) {
    proxy.inject(WireFault.TRUNCATED_BODY);

    assertThatThrownBy(() -> get(path)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RestAssured.get(proxy.uri() + path).asString())
        .isInstanceOf(Exception.class);
  }

  @Test
  void garbage_isNoiseUnderTheRightHeaders() throws Exception {
    proxy.inject(WireFault.GARBAGE);

    HttpResponse<String> answer = get("/health");

    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.body()).isNotBlank().doesNotContain("healthy");
  }

  @Test
  void wrongContentType_changesTheTypeAlone() throws Exception {
    proxy.inject(WireFault.WRONG_CONTENT_TYPE);

    HttpResponse<String> answer = get("/health");

    assertThat(answer.headers().firstValue("content-type")).hasValue("text/html");
    assertThat(answer.body()).contains("healthy");
  }

  @Test
  void emptyJson_isAnEmptyObject() {
    proxy.inject(WireFault.EMPTY_JSON);

    RestAssured.when()
        .get(proxy.uri() + "/health")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("size()", equalTo(0));
  }

  @Test
  void stale_repeatsTheRecordedAnswerADayOld() throws Exception {
    String first = get("/health?time=1").body();
    proxy.inject(WireFault.STALE);

    HttpResponse<String> again = get("/health?time=2");

    long then = number(first, "at");
    assertThat(number(again.body(), "n")).isEqualTo(number(first, "n")).isEqualTo(served.get());
    assertThat(number(again.body(), "at")).isEqualTo(then - Duration.ofDays(1).toSeconds());
    assertThat(again.headers().firstValue("age")).hasValue("86400");
  }

  private static long number(String json, String name) {
    return JsonPath.from(json).getLong(name);
  }

  @Test
  void redirect_leadsToASignInPageElsewhere() throws Exception {
    proxy.inject(WireFault.REDIRECT);

    HttpResponse<String> answer = get("/health");
    String followed = RestAssured.get(proxy.uri() + "/health").asString();

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(URI.create(answer.headers().firstValue("location").orElseThrow()).getHost())
        .isNotEqualTo(proxy.uri().getHost());
    assertThat(followed).contains("Sign in");
    assertThat(proxy.strayed()).isEqualTo(1);
  }

  @Test
  void invalidTls_isRefusedWhereHttpIsServed() {
    assertThat(proxy.supports(WireFault.INVALID_TLS)).isFalse();
    assertThatThrownBy(() -> proxy.inject(WireFault.INVALID_TLS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("genesis");
  }

  @Test
  void switching_endsWhatIsUnderWayAndCountsAnew() throws Exception {
    get("/health");
    proxy.inject(WireFault.NO_ANSWER);
    var waiting =
        client.sendAsync(
            // the client would ask again by itself if this were a GET
            HttpRequest.newBuilder(URI.create(proxy.uri() + "/health"))
                .POST(BodyPublishers.noBody())
                .timeout(LONG)
                .build(),
            BodyHandlers.ofString());
    Awaitility.await().until(() -> proxy.requests() == 1);

    proxy.heal();

    assertThat(waiting).failsWithin(LONG);
    assertThat(proxy.requests()).isZero();
    assertThat(proxy.fault()).isEmpty();
    assertThat(get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void serviceThatIsGone_isABadGateway() throws Exception {
    service.stop(0);

    assertThat(get("/health").statusCode()).isEqualTo(502);
  }

  @Test
  void severalProxies_goWrongOneAtATime() throws Exception {
    URI upstream = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/api");
    try (FaultProxies proxies =
        new FaultProxies(Map.of("a", upstream, "b", upstream), ProxyOptions.DEFAULTS)) {
      proxies.injectOnly(List.of("b"), WireFault.STATUS_503);

      RestAssured.when().get(proxies.services().get("a") + "/health").then().statusCode(200);
      RestAssured.when().get(proxies.services().get("b") + "/health").then().statusCode(503);
      assertThat(proxies.of("a").requests()).isEqualTo(1);
      assertThatThrownBy(() -> proxies.of("c")).hasMessageContaining("[a, b]");
    }
  }
}
