package dev.genesis.harness.prove;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.genesis.harness.sandbox.fault.FaultProxies;
import dev.genesis.harness.sandbox.fault.ProxyOptions;
import dev.genesis.harness.sandbox.fault.WireFault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProverTest {
  private static final List<WireFault> FAULTS =
      List.of(WireFault.CONNECTION_REFUSED, WireFault.STATUS_503, WireFault.EMPTY_JSON);

  private HttpServer service;
  private FaultProxies proxies;
  private ScriptedRuns runs;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"status\":\"healthy\"}".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    URI uri = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    proxies = new FaultProxies(Map.of("genesis", uri, "prometheus", uri), ProxyOptions.DEFAULTS);
    runs = new ScriptedRuns(proxies);
  }

  @AfterEach
  void stop() {
    proxies.close();
    service.stop(0);
  }

  private ProofMatrix prove(Tolerations tolerations) throws Exception {
    return prove(tolerations, Duration.ofMinutes(5), FAULTS);
  }

  private ProofMatrix prove(Tolerations tolerations, Duration limit, List<WireFault> faults)
      throws Exception {
    List<String> progress = new ArrayList<>();
    Prover.Setup setup =
        new Prover.Setup(
            proxies, tolerations, faults, Duration.ZERO, limit, System::nanoTime, progress::add);
    return new Prover(runs, setup).prove();
  }

  @Test
  void checkThatLooks_detectsEveryFault() throws Exception {
    runs.check("s/Good", http -> http.wantBody("genesis", "healthy"));

    ProofMatrix matrix = prove(Tolerations.NONE);

    assertThat(matrix.count(Verdict.DETECTED)).isEqualTo(3);
    assertThat(matrix.score()).isEqualTo(1.0);
    assertThat(matrix.vacuous()).isEmpty();
    assertThat(matrix.complete()).isTrue();
    assertThat(matrix.problems()).isEmpty();
  }

  @Test
  void checkThatLooksAtTheStatusAlone_toleratesWhatHas200() throws Exception {
    runs.check("s/Shallow", http -> http.wantStatus("genesis"));

    ProofMatrix matrix = prove(Tolerations.NONE);

    assertThat(verdict(matrix, "genesis", WireFault.EMPTY_JSON)).isEqualTo(Verdict.TOLERATED);
    assertThat(matrix.score()).isEqualTo(2 / 3.0);
    assertThat(matrix.vacuous()).isEmpty();
  }

  @Test
  void declaredToleration_isCountedApartWithItsReason() throws Exception {
    runs.check("s/Shallow", http -> http.wantStatus("genesis"));

    ProofMatrix matrix = prove(Tolerations.of("s/*.empty-json = only the status matters\n"));

    assertThat(verdict(matrix, "genesis", WireFault.EMPTY_JSON)).isEqualTo(Verdict.DECLARED);
    assertThat(matrix.score()).isEqualTo(1.0);
    assertThat(printed(matrix)).contains("only the status matters");
  }

  @Test
  void needlessToleration_isAProblem() throws Exception {
    runs.check("s/Good", http -> http.wantBody("genesis", "healthy"));

    assertThat(prove(Tolerations.of("s/Good.empty-json = it may\n")).problems())
        .singleElement()
        .asString()
        .contains("s/Good.empty-json");
  }

  @Test
  void checkThatAsksAndNeverLooks_isVacuous() throws Exception {
    runs.check("s/Blind", http -> http.ask("genesis"));
    runs.check("s/Idle", http -> {});

    ProofMatrix matrix = prove(Tolerations.NONE);

    assertThat(matrix.vacuous())
        .extracting(ProvenCheck::name, ProvenCheck::why)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("s/Blind", "no fault makes it fail"),
            org.assertj.core.groups.Tuple.tuple("s/Idle", "talks to no service"));
    assertThat(printed(matrix)).contains("VACUOUS    s/Blind", "VACUOUS    s/Idle");
  }

  @Test
  void declaredToleration_doesNotSaveAVacuousCheck() throws Exception {
    runs.check("s/Blind", http -> http.ask("genesis"));

    ProofMatrix matrix =
        prove(
            Tolerations.of("s/*.empty-json = a\ns/*.status-503 = b\ns/*.connection-refused = c\n"));

    assertThat(matrix.vacuous()).hasSize(1);
    assertThat(matrix.score()).isZero();
  }

  @Test
  void checkOfTwoServices_isBlamedOnTheOneThatIsIll() throws Exception {
    runs.check(
        "s/Both",
        http -> {
          http.ask("prometheus");
          http.wantBody("genesis", "healthy");
        });

    ProofMatrix matrix = prove(Tolerations.NONE);

    assertThat(verdict(matrix, "genesis", WireFault.STATUS_503)).isEqualTo(Verdict.DETECTED);
    assertThat(verdict(matrix, "prometheus", WireFault.STATUS_503)).isEqualTo(Verdict.TOLERATED);
  }

  @Test
  void checkThatIsIllFromTheBeginning_isUnprovable() throws Exception {
    runs.check("s/Good", http -> http.wantBody("genesis", "healthy"));
    runs.check("s/Ill", http -> http.wantBody("genesis", "thriving"));

    ProofMatrix matrix = prove(Tolerations.NONE);

    assertThat(matrix.unprovable()).containsOnlyKeys("s/Ill");
    assertThat(matrix.checks()).extracting(ProvenCheck::id).containsExactly("s/Good");
    assertThat(matrix.complete()).isFalse();
  }

  @Test
  void timeThatIsOver_leavesCellsUntriedAndNotDetected() throws Exception {
    runs.check("s/Good", http -> http.wantBody("genesis", "healthy"));

    ProofMatrix matrix = prove(Tolerations.NONE, Duration.ZERO, FAULTS);

    assertThat(matrix.count(Verdict.UNTRIED)).isEqualTo(3);
    assertThat(matrix.score()).isZero();
    assertThat(matrix.complete()).isFalse();
  }

  @Test
  void invalidTls_doesNotApplyWhereHttpIsSpoken() throws Exception {
    runs.check("s/Good", http -> http.wantBody("genesis", "healthy"));

    ProofMatrix matrix =
        prove(
            Tolerations.NONE,
            Duration.ofMinutes(1),
            List.of(WireFault.RESET, WireFault.INVALID_TLS));

    assertThat(verdict(matrix, "genesis", WireFault.INVALID_TLS)).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(matrix.score()).isEqualTo(1.0);
  }

  @Test
  void requestOutsideTheHarnessClients_isSaid() throws Exception {
    runs.check("s/Own", http -> http.askUnseen("genesis"));

    ProofMatrix matrix = prove(Tolerations.NONE);

    assertThat(matrix.vacuous()).hasSize(1);
    assertThat(matrix.problems()).singleElement().asString().contains("genesis got 1 requests");
  }

  @Test
  void flakyCheck_isSaidAtTheEnd() throws Exception {
    int[] tries = {0};
    runs.check(
        "s/Flaky",
        http -> {
          http.ask("genesis");
          if (++tries[0] > 1) {
            throw new AssertionError("by chance");
          }
        });

    assertThat(prove(Tolerations.NONE).problems())
        .singleElement()
        .asString()
        .contains("s/Flaky", "chance");
  }

  @Test
  void json_holdsScoreCountsAndEveryCell() throws Exception {
    runs.check("s/Good", http -> http.wantBody("genesis", "healthy"));
    runs.check("s/Idle", http -> {});

    JsonNode json = new ObjectMapper().readTree(MatrixJson.write(prove(Tolerations.NONE), 0.9));

    assertThat(json.at("/score").asDouble()).isEqualTo(1.0);
    assertThat(json.at("/minimumScore").asDouble()).isEqualTo(0.9);
    assertThat(json.at("/counts/detected").asInt()).isEqualTo(3);
    assertThat(json.at("/vacuous/0/check").asText()).isEqualTo("s/Idle");
    assertThat(json.at("/checks/0/cells")).hasSize(3);
    assertThat(json.at("/checks/0/cells/0/verdict").asText()).isEqualTo("detected");
  }

  @Test
  void html_escapesWhatChecksAreCalled() throws Exception {
    runs.check("s/<script>alert(1)</script>", http -> http.wantStatus("genesis"));

    String html = MatrixHtml.fragment(prove(Tolerations.NONE));

    assertThat(html)
        .doesNotContain("<script>")
        .contains("&lt;script&gt;", "proof-tolerated", "scope=\"row\"");
  }

  private static Verdict verdict(ProofMatrix matrix, String service, WireFault fault) {
    return matrix.checks().get(0).cells().stream()
        .filter(c -> c.service().equals(service) && c.fault() == fault)
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static String printed(ProofMatrix matrix) {
    StringWriter text = new StringWriter();
    MatrixText.print(matrix, 1.0, new PrintWriter(text));
    return text.toString();
  }
}
