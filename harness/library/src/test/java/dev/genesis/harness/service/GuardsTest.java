package dev.genesis.harness.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import io.restassured.config.RestAssuredConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GuardsTest {
  private final CountingServer server = CountingServer.start();
  private final CountingServer other = CountingServer.start();
  private final List<Integer> statuses = new CopyOnWriteArrayList<>();
  private Services services = services(Map.of());

  @BeforeEach
  void answer() {
    server.answer("/", 200, "text/plain", "fine");
    other.answer("/", 200, "text/plain", "elsewhere");
  }

  @AfterEach
  void close() {
    services.close();
    server.close();
    other.close();
  }

  private Services services(Map<String, String> more) {
    Map<String, String> texts = new HashMap<>(more);
    texts.put("genesis.service.genesis.url", server.url());
    texts.putIfAbsent("genesis.max-rps", "10000");
    return Services.of(Settings.of(texts, new Origin(Origin.Layer.ENVIRONMENT, "the test")));
  }

  private Caller caller(boolean mutating) {
    return new Caller(
        (service, took, status) -> statuses.add(status),
        mutating,
        CheckTime.of(Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, POST, false, false, the check is not declared mutating",
    "LIGHT, POST, false, true, the check is not declared mutating",
    "LIGHT, DELETE, true, false, the run allows no mutations",
    "REST_ASSURED, POST, false, false, the check is not declared mutating",
    "REST_ASSURED, PATCH, false, true, the check is not declared mutating",
    "REST_ASSURED, DELETE, true, false, the run allows no mutations",
  })
  void methodThatMayChangeTheSystem_isRefusedBeforeItIsSent(
      Client client, String method, boolean mutating, boolean allowed, String why) {
    services = services(Map.of("genesis.allow-mutations", String.valueOf(allowed)));

    assertThatThrownBy(() -> client.send(services, "genesis", caller(mutating), method, "/orders"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(method + " " + server.url() + "/orders");
    assertThat(server.seen()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void mutatingCheck_inARunThatAllowsIt_maySendAnything(Client client) {
    services = services(Map.of("genesis.allow-mutations", "true"));

    assertThat(client.send(services, "genesis", caller(true), "PUT", "/orders").status())
        .isEqualTo(200);
    assertThat(server.seen()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void hostThatIsNoService_isRefused(Client client) {
    assertThatThrownBy(
            () -> client.get(services, "genesis", caller(false), other.url() + "/elsewhere"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("the host is no configured service");
    assertThat(other.seen()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void addressOfAnotherService_goesThere_withoutTheCredentialsOfThisOne(Client client) {
    services =
        services(
            Map.of(
                "genesis.service.genesis.token",
                "token-of-genesis",
                "genesis.service.other.url",
                other.url()));
    client.get(services, "genesis", caller(false), "/here");

    assertThat(client.get(services, "genesis", caller(false), other.url() + "/there").body())
        .isEqualTo("elsewhere");
    assertThat(server.seen().get(0).headers().getFirst("Authorization"))
        .isEqualTo("Bearer token-of-genesis");
    assertThat(other.seen().get(0).headers()).doesNotContainKey("Authorization");
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void redirect_isFollowedToTheSamePlace(Client client) {
    server.on(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/new?x=1");
          CountingServer.send(exchange, 302, "text/plain", "");
        });

    assertThat(client.get(services, "genesis", caller(false), "/old").body()).isEqualTo("fine");
    assertThat(server.seen()).extracting(s -> s.uri().toString()).contains("/new?x=1");
    assertThat(statuses).containsExactly(200);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void redirectToAnotherHost_isNotFollowed_evenIfItIsAService(Client client) {
    services =
        services(
            Map.of(
                "genesis.service.genesis.token",
                "token-of-genesis",
                "genesis.service.other.url",
                other.url()));
    server.on(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().set("Location", other.url() + "/signin");
          CountingServer.send(exchange, 302, "text/plain", "");
        });

    assertThat(client.get(services, "genesis", caller(false), "/away").status()).isEqualTo(302);
    assertThat(other.seen()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void endlessRedirect_ends(Client client) {
    server.on(
        "/loop",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/loop");
          CountingServer.send(exchange, 302, "text/plain", "");
        });
    try {
      client.get(services, "genesis", caller(false), "/loop");
    } catch (ServiceException e) {
      assertThat(e).hasMessageContaining("/loop");
    }
    assertThat(server.seen()).hasSizeBetween(1, 101);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void rate_isKeptOverAllThreads(Client client) throws Exception {
    services = services(Map.of("genesis.max-rps", "50", "genesis.parallel", "16"));
    long start = System.nanoTime();
    inThreads(16, 40, () -> client.get(services, "genesis", caller(false), "/x"));

    // 39 gaps of 20 ms: the last request cannot have left before
    assertThat(server.seen()).hasSize(40);
    long last = server.seen().stream().mapToLong(CountingServer.Seen::atNanos).max().orElseThrow();
    assertThat(Duration.ofNanos(last - start)).isGreaterThanOrEqualTo(Duration.ofMillis(780));
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void redirects_countInTheRate(Client client) throws Exception {
    services = services(Map.of("genesis.max-rps", "50"));
    server.on(
        "/old",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/new");
          CountingServer.send(exchange, 302, "text/plain", "");
        });
    long start = System.nanoTime();
    inThreads(4, 10, () -> client.get(services, "genesis", caller(false), "/old"));

    assertThat(server.seen()).hasSize(20);
    long last = server.seen().stream().mapToLong(CountingServer.Seen::atNanos).max().orElseThrow();
    assertThat(Duration.ofNanos(last - start)).isGreaterThanOrEqualTo(Duration.ofMillis(380));
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void concurrency_isBounded(Client client) throws Exception {
    services = services(Map.of("genesis.parallel", "3"));
    server.on(
        "/slow",
        exchange -> {
          java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
          CountingServer.send(exchange, 200, "text/plain", "fine");
        });
    inThreads(12, 24, () -> client.get(services, "genesis", caller(false), "/slow"));

    assertThat(server.mostActive()).isBetween(2, 3);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void checkWithoutTimeForItsTurn_failsAtOnce_andTakesNoTurn(Client client) {
    services = services(Map.of("genesis.max-rps", "1"));
    client.get(services, "genesis", caller(false), "/first");
    Caller hurried =
        new Caller((service, took, status) -> {}, false, CheckTime.of(Duration.ofMillis(200)));

    assertThatThrownBy(() -> client.get(services, "genesis", hurried, "/second"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("1 requests per second (genesis.max-rps)");
    assertThat(server.seen()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Client.class)
  void serviceThatIsNotConfigured_isNamed_withThoseThatAre(Client client) {
    assertThatThrownBy(() -> client.get(services, "billing", caller(false), "/"))
        .isInstanceOf(ServiceSetupException.class)
        .hasMessage(
            "service billing has no address; set genesis.service.billing.url (there are genesis)");
  }

  @Test
  void restAssuredWithoutItsFilters_isGuardedAndTimedAllTheSame() {
    assertThatThrownBy(
            () -> services.restAssured("genesis", caller(false)).noFilters().post("/orders"))
        .isInstanceOf(RequestRefusedException.class);
    services.restAssured("genesis", caller(false)).noFilters().get("/fine");

    assertThat(statuses).containsExactly(200);
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void restAssuredWithAnotherClient_isRefused() {
    assertThatThrownBy(
            () ->
                services
                    .restAssured("genesis", caller(false))
                    .config(RestAssuredConfig.newConfig())
                    .get("/"))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("a configuration of its own");
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void restAssuredSpecification_canBeUsedAgain_andBegunFrom() {
    var genesis = services.restAssured("genesis", caller(false));
    genesis.get("/a").then().statusCode(200);
    genesis.get("/b").then().statusCode(200);
    io.restassured.RestAssured.given(genesis).queryParam("x", "1").get("/c");

    assertThat(server.seen())
        .extracting(s -> s.uri().toString())
        .containsExactly("/a", "/b", "/c?x=1");
  }

  private static void inThreads(int threads, int times, Runnable work)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        futures.add(pool.submit(work));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
