package dev.genesis.harness.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.sun.net.httpserver.HttpServer;
import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Quarantine;
import dev.genesis.harness.Service;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.RunContext;
import dev.genesis.harness.service.HttpService;
import dev.genesis.harness.service.PromQl;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class CheckExtensionTest {
  private static final String URL = "genesis.service.genesis.url";

  private final HttpServer server = server();
  private final Map<String, @Nullable Throwable> ends = new ConcurrentHashMap<>();
  private final Map<String, String> skipped = new ConcurrentHashMap<>();
  private final List<String> passed = new CopyOnWriteArrayList<>();
  private final List<String> recorded = new CopyOnWriteArrayList<>();

  private static HttpServer server() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body = "{\"status\":\"unwell\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    RunContext.install(null);
    server.stop(0);
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Runs a class as an IDE would, with these JUnit configuration parameters. */
  private void run(Class<?> type, Map<String, String> parameters) {
    Launcher launcher = LauncherFactory.create();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(type))
            .configurationParameters(parameters)
            .build(),
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              String name = test.getDisplayName().replace("()", "");
              result.getThrowable().ifPresentOrElse(t -> ends.put(name, t), () -> passed.add(name));
            }
          }

          @Override
          public void executionSkipped(TestIdentifier test, String reason) {
            skipped.put(test.getDisplayName().replace("()", ""), reason);
          }
        });
  }

  private void runInChild(Class<?> type, Map<String, String> more) {
    Map<String, String> texts = new HashMap<>(more);
    texts.put(URL, url());
    RunContext.install(
        new RunContext(
            Settings.of(texts, new Origin(Origin.Layer.ENVIRONMENT, "the test")),
            (id, service, took, status) -> recorded.add(id + " " + service + " " + status),
            false));
    run(type, Map.of());
  }

  @ProductionCheck
  static class Given {
    private final HttpService byConstructor;
    private @Nullable HttpService byBeforeEach;

    Given(@Service("genesis") HttpService genesis) {
      byConstructor = genesis;
    }

    @BeforeEach
    void before(@Service("genesis") HttpService genesis) {
      byBeforeEach = genesis;
      genesis.get("/before");
    }

    @Test
    void everything(
        @Service("genesis") RequestSpecification specification,
        @Service("genesis") HttpService http,
        @Service("genesis") PromQl promQl,
        @Service("genesis") URI uri,
        ConditionFactory await) {
      specification.get("/a").then().statusCode(200);
      http.get("/b").expectStatus(200);
      byConstructor.get("/c").expectStatus(200);
      java.util.Objects.requireNonNull(byBeforeEach).get("/d").expectStatus(200);
      assertThat(uri.getPort()).isPositive();
      assertThat(promQl.eventually(Duration.ZERO)).isNotNull();
      await.until(() -> true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x", "/y"})
    void parameterized(String path, @Service("genesis") HttpService http) {
      http.get(path).expectStatus(200);
    }

    @TestFactory
    Stream<DynamicTest> factory(@Service("genesis") HttpService http) {
      return Stream.of("one", "two")
          .map(n -> DynamicTest.dynamicTest(n, () -> http.get("/" + n).expectStatus(200)));
    }
  }

  @Test
  void parameters_areGivenToEveryKindOfTest_fromJUnitParameters() {
    run(Given.class, Map.of(URL, url(), "genesis.check-timeout", "60s"));

    assertThat(ends).isEmpty();
    assertThat(passed).hasSize(5);
  }

  @Test
  void requests_areRecordedForTheTestThatMadeThem() {
    runInChild(Given.class, Map.of("genesis.max-rps", "10000", "genesis.check-timeout", "60s"));

    assertThat(ends).isEmpty();
    assertThat(recorded.stream().filter(r -> r.contains("[method:everything"))).hasSize(5);
    assertThat(recorded.stream().filter(r -> r.contains("[test-template-invocation:#2]")))
        .hasSize(2);
    assertThat(recorded.stream().filter(r -> r.contains("[dynamic-test:#1]"))).hasSize(1);
  }

  static class Failing {
    @ProductionCheck
    void shows(@Service("genesis") HttpService genesis) {
      assertThat(genesis.get("/health").json().path("status").asText()).isEqualTo("healthy");
    }

    @ProductionCheck
    void restAssured(@Service("genesis") RequestSpecification genesis) {
      genesis.get("/health").then().statusCode(204);
    }

    @ProductionCheck
    void unknownService(@Service("billing") HttpService billing) {}

    @ProductionCheck
    void withoutService(HttpService genesis) {}

    @ProductionCheck
    void wrongType(@Service("genesis") Integer genesis) {}

    @ProductionCheck(timeout = "200ms")
    void slow() throws InterruptedException {
      new CountDownLatch(1).await();
    }

    @ProductionCheck(timeout = "5s")
    void waits(ConditionFactory await) {
      await.untilAsserted(() -> assertThat("never").isEqualTo("this"));
    }

    @ProductionCheck(timeout = "400ms")
    void swallowsTheInterrupt() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // as careless code does
      }
    }

    @ProductionCheck(mutating = true)
    void changes(@Service("genesis") HttpService genesis) {
      genesis.send("DELETE", "/", Map.of(), null);
    }

    @ProductionCheck
    @Quarantine(owner = "joe", reason = "flaps", until = "2099-01-31")
    void inQuarantine() {
      throw new AssertionError("it runs");
    }

    @ProductionCheck
    @Quarantine(owner = "joe", reason = "flaps", until = "2001-01-31")
    void quarantineIsOver() {}
  }

  private String message(String test) {
    Throwable end = ends.get(test);
    assertThat(end).as("%s failed", test).isNotNull();
    return String.valueOf(java.util.Objects.requireNonNull(end).getMessage());
  }

  @Test
  void whatGoesWrong_isSaidSoThatItCanBeMended() {
    run(Failing.class, Map.of(URL, url(), "genesis.check-timeout", "60s"));

    assertThat(message("shows(HttpService)"))
        .contains("expected: \"healthy\"", "The last request was", "GET " + url() + "/health")
        .contains("{\"status\":\"unwell\"}");
    assertThat(message("restAssured(RequestSpecification)"))
        .contains("Expected status code <204> but was <200>", "{\"status\":\"unwell\"}");
    assertThat(message("unknownService(HttpService)"))
        .contains("service billing has no address; set genesis.service.billing.url");
    assertThat(message("withoutService(HttpService)"))
        .contains(
            "Failing.withoutService: parameter genesis", "write @Service(\"NAME\") before it");
    assertThat(message("wrongType(Integer)"))
        .contains("gives no Integer; take a RequestSpecification, HttpService, PromQl or URI");
    assertThat(ends.get("slow")).isInstanceOf(CheckTimeoutError.class);
    assertThat(message("slow")).contains("Failing.slow did not end within 200 ms");
    assertThat(ends.get("swallowsTheInterrupt")).isInstanceOf(CheckTimeoutError.class);
    assertThat(message("waits(ConditionFactory)")).contains("never").doesNotContain("did not end");
    assertThat(skipped.get("changes(HttpService)")).contains("allow it with --allow-mutations");
    assertThat(skipped.get("inQuarantine")).contains("quarantined until 2099-01-31 by joe: flaps");
    assertThat(passed).containsExactly("quarantineIsOver");
  }

  @Test
  void settingThatCannotBe_failsTheCheck_inOneSentence() {
    run(Failing.class, Map.of(URL, "localhost:8000"));

    assertThat(message("shows(HttpService)"))
        .contains("genesis.service.genesis.url: 'localhost:8000' has no scheme");
  }
}
