package dev.genesis.harness.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.Secrets;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServicesTest {
  private static final String SECRET = "s3cr3t-Tok/en+value";

  @TempDir Path folder;
  private final CountingServer server = CountingServer.start();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Duration> took = new CopyOnWriteArrayList<>();
  private final Caller caller = caller(Duration.ofSeconds(20));

  @AfterEach
  void close() {
    server.close();
  }

  private Caller caller(Duration limit) {
    return new Caller(
        (service, duration, status) -> {
          requests.add(service + " " + status);
          took.add(duration);
        },
        false,
        CheckTime.of(limit));
  }

  /** Settings as they come from the environment, where secrets may be. */
  private Services services(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("GENESIS_SERVICE_GENESIS_URL", server.url());
    all.put("GENESIS_MAX_RPS", "10000");
    Settings settings =
        new SettingsLoader().workingFolder(folder).environment(all).load().settings();
    return Services.of(settings);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void everyRequest_isTimedToItsLastByte_andReported(Client client) {
    server.on(
        "/slow",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(201, 0);
          exchange.getResponseBody().write('a');
          exchange.getResponseBody().flush();
          LockSupport.parkNanos(Duration.ofMillis(80).toNanos());
          exchange.getResponseBody().write('b');
        });
    client.get(services(Map.of()), "genesis", caller, "/slow");

    assertThat(requests).containsExactly("genesis 201");
    assertThat(took.get(0)).isGreaterThanOrEqualTo(Duration.ofMillis(75));
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void pathPrefixAndHeaders_areSent(Client client) throws IOException {
    server.answer("/", 200, "text/plain", "fine");
    Services services =
        services(
            Map.of(
                "GENESIS_SERVICE_GENESIS_URL",
                server.url() + "/api/v2/",
                "GENESIS_SERVICE_GENESIS_HEADERS",
                "X-Team: checks"));
    client.get(services, "genesis", caller, "/health?deep=true");

    CountingServer.Seen seen = server.seen().get(0);
    assertThat(seen.uri()).hasToString("/api/v2/health?deep=true");
    assertThat(seen.headers().getFirst("X-Team")).isEqualTo("checks");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void credentials_comeFromFileOrEnvironment(Client client) throws IOException {
    server.answer("/", 200, "text/plain", "fine");
    String prefix = "GENESIS_SERVICE_GENESIS_";
    client.get(
        services(Map.of(prefix + "TOKEN_FILE", file("token", SECRET + "\n"))),
        "genesis",
        caller,
        "/");
    client.get(
        services(
            Map.of(prefix + "USER", "me", prefix + "PASSWORD_FILE", file("password", "pass-word"))),
        "genesis",
        caller,
        "/");
    client.get(
        services(Map.of(prefix + "HEADERS_FILE", file("headers", "X-Api-Key: " + SECRET))),
        "genesis",
        caller,
        "/");
    client.get(
        services(
            Map.of(prefix + "URL", "http://me:pass%2Fword@localhost:" + server.port() + "/in")),
        "genesis",
        caller,
        "/");

    assertThat(server.seen())
        .extracting(s -> s.headers().getFirst("Authorization"))
        .containsExactly(
            "Bearer " + SECRET, "Basic bWU6cGFzcy13b3Jk", null, "Basic bWU6cGFzcy93b3Jk");
    assertThat(server.seen().get(2).headers().getFirst("X-Api-Key")).isEqualTo(SECRET);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void answerThatTrickles_endsAtTheTimeout(Client client) {
    server.on("/trickle", ServicesTest::trickle);
    Services services = services(Map.of("GENESIS_SERVICE_GENESIS_TIMEOUT", "300ms"));

    assertThatThrownBy(() -> client.get(services, "genesis", caller, "/trickle"))
        .isInstanceOf(ServiceException.class)
        .hasCauseInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("/trickle: no answer in time (service genesis, after ");
    assertThat(requests).containsExactly("genesis 0");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void request_doesNotOutliveItsCheck(Client client) {
    server.on("/trickle", ServicesTest::trickle);
    Caller hurried = caller(Duration.ofMillis(300));

    assertThatThrownBy(() -> client.get(services(Map.of()), "genesis", hurried, "/trickle"))
        .isInstanceOf(ServiceException.class)
        .hasCauseInstanceOf(HttpTimeoutException.class);
    assertThat(took.get(0)).isLessThan(Duration.ofSeconds(5));
  }

  private static void trickle(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    for (int i = 0; i < 100; i++) {
      exchange.getResponseBody().write('.');
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void deadPortAndUnknownHost_areToldApart(Client client) {
    CountingServer gone = CountingServer.start();
    gone.close();
    Services services =
        services(
            Map.of(
                "GENESIS_SERVICE_GONE_URL",
                gone.url(),
                "GENESIS_SERVICE_NOWHERE_URL",
                "http://no-such-host.invalid"));

    assertThatThrownBy(() -> client.get(services, "gone", caller, "/"))
        .isInstanceOf(ServiceException.class)
        .hasCauseInstanceOf(ConnectException.class)
        .hasMessageContaining("could not connect (service gone");
    assertThatThrownBy(() -> client.get(services, "nowhere", caller, "/"))
        .isInstanceOf(ServiceException.class)
        .hasCauseInstanceOf(UnknownHostException.class)
        .hasMessageContaining("the host is unknown");
    assertThat(requests).containsExactly("gone 0", "nowhere 0");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void answerFromACache_isRefused(Client client) {
    String yesterday =
        ZonedDateTime.now(ZoneOffset.UTC).minusDays(1).format(DateTimeFormatter.RFC_1123_DATE_TIME);
    server.on(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().set("Age", "86400");
          CountingServer.send(exchange, 200, "text/plain", "fine");
        });

    assertThatThrownBy(() -> client.get(services(Map.of()), "genesis", caller, "/old"))
        .isInstanceOf(StaleAnswerError.class)
        .hasMessageContaining("header Age");
    Exchange exchange =
        new Exchange(
            "genesis", "GET", java.net.URI.create("http://a/"), Duration.ZERO, 200, "", "");
    assertThatThrownBy(
            () ->
                new Freshness(java.time.Clock.systemUTC())
                    .verify(exchange, java.util.Optional.empty(), java.util.Optional.of(yesterday)))
        .isInstanceOf(StaleAnswerError.class);
  }

  @Test
  void unexpectedStatus_showsRequestAndAnswer_withoutTheSecretInIt() throws IOException {
    server.answer("/", 503, "text/plain", "down since 12:00\nyour token was " + SECRET);
    HttpService genesis =
        services(Map.of("GENESIS_SERVICE_GENESIS_TOKEN_FILE", file("token", SECRET)))
            .http("genesis", caller);

    assertThatThrownBy(() -> genesis.get("/health?token=" + encoded(SECRET)).expectStatus(200))
        .isInstanceOf(UnexpectedStatusError.class)
        .hasMessageContaining("expected status 200 but was 503")
        .hasMessageContaining("GET " + server.url() + "/health?token=***")
        .hasMessageContaining("down since 12:00\nyour token was ***")
        .hasMessageNotContaining(SECRET)
        .hasMessageNotContaining(encoded(SECRET));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void restAssuredsOwnLog_holdsNoSecret() throws IOException {
    server.answer("/", 200, "text/plain", "fine");
    Services services =
        services(
            Map.of(
                "GENESIS_SERVICE_GENESIS_TOKEN_FILE",
                file("token", SECRET),
                "GENESIS_SERVICE_GENESIS_HEADERS",
                "Cookie: session=" + SECRET));
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    services
        .restAssured("genesis", caller)
        .filter(
            io.restassured.filter.log.RequestLoggingFilter.logRequestTo(
                new PrintStream(log, true, StandardCharsets.UTF_8)))
        .get("/");

    assertThat(log.toString(StandardCharsets.UTF_8)).contains("Request URI").doesNotContain(SECRET);
    assertThat(server.seen().get(0).headers().getFirst("Cookie")).contains(SECRET);
  }

  @Test
  void json_thatIsNone_orDoesNotSaySo_fails() {
    server.answer("/html", 200, "text/html", "{}");
    server.answer("/broken", 200, "application/json", "{\"a\":");
    server.answer("/empty", 200, "application/json", "");
    server.answer("/good", 200, "application/health+json; charset=utf-8", "{\"a\":1}");
    HttpService genesis = services(Map.of()).http("genesis", caller);

    for (String path : List.of("/html", "/broken", "/empty")) {
      HttpAnswer answer = genesis.get(path);
      assertThatThrownBy(answer::json)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("GET " + server.url() + path);
    }
    assertThat(genesis.get("/good").json().path("a").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void proxy_isUsed(Client client) {
    server.answer("/", 200, "text/plain", "by proxy");
    Services services =
        services(
            Map.of(
                "GENESIS_SERVICE_GENESIS_URL",
                "http://genesis.internal:8000",
                "GENESIS_SERVICE_GENESIS_PROXY",
                server.url()));

    assertThat(client.get(services, "genesis", caller, "/health").body()).isEqualTo("by proxy");
    assertThat(server.seen().get(0).uri()).hasToString("http://genesis.internal:8000/health");
  }

  @Test
  void clientInAField_worksOnBehalfOfWhoeverRuns() {
    server.answer("/", 200, "text/plain", "fine");
    HttpService inField = services(Map.of()).http("genesis", Caller.anonymous());
    Caller before = Caller.bind(caller);
    try {
      inField.get("/");
    } finally {
      Caller.bind(before);
    }

    assertThat(requests).containsExactly("genesis 200");
    assertThat(caller.lastExchange().orElseThrow()).contains("HTTP 200", "fine");
  }

  @Test
  void userInAnAddressOfARequest_isRefused_andNotShown() {
    HttpService genesis = services(Map.of()).http("genesis", caller);
    String address = "http://me:" + "hidden-word@localhost:" + server.port() + "/";

    assertThatThrownBy(() -> genesis.get(address))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("the address holds a user")
        .hasMessageNotContaining("hidden-word");
  }

  @Test
  void blanking_isTheProcesses() {
    assertThat(Secrets.ofProcess().blank("Authorization: Bearer abcdefghijkl"))
        .isEqualTo("Authorization: ***");
  }
}
