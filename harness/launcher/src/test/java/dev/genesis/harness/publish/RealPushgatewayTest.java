package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.history.StoredRun;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.RunScope;
import dev.genesis.harness.sandbox.stack.Program;
import dev.genesis.harness.sandbox.stack.Programs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The publisher and the real Pushgateway: what it holds is what the run says. */
class RealPushgatewayTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static Program gateway;

  private final PushgatewayPublisher publisher = new PushgatewayPublisher();

  @BeforeAll
  static void start() {
    gateway = Program.start(Programs.pushgateway());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Settings settings(String... more) {
    Map<String, String> texts = new HashMap<>();
    texts.put("genesis.pushgateway-url", gateway.uri().toString());
    for (int i = 0; i < more.length; i += 2) {
      texts.put(more[i], more[i + 1]);
    }
    return Settings.of(texts, new Origin(Origin.Layer.OPTION, "a test"));
  }

  private static RunScope environment(String name) {
    return new RunScope(name, null, null, null, null);
  }

  private List<Publication> push(JudgedRun run, String... more) {
    return publisher.publish(run, settings(more), (suite, scope) -> Optional.empty());
  }

  /** What a scrape of it finds, of one environment. */
  private static List<String> scraped(String environment) {
    return get("/metrics")
        .lines()
        .filter(line -> line.contains("environment=\"" + environment + "\""))
        .toList();
  }

  private static String get(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(gateway.uri() + path)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static double value(String environment, String series) {
    Pattern pattern = Pattern.compile(Pattern.quote(series) + "[{].*[}] (\\S+)");
    return scraped(environment).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .mapToDouble(m -> Double.parseDouble(m.group(1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  @Test
  void thePassRate_isTheRunsToTheLastBit() {
    for (int total : new int[] {3, 7, 34, 1_044}) {
      StoredRun run =
          StoredRun.of("r" + total).scope(environment("exact")).at(NOON.plusSeconds(total));
      for (int i = 1; i < total; i++) {
        run.passed("production/A.c" + i);
      }
      run.failed("production/A.bad", FailureReason.STATUS, "500");

      assertThat(push(run.judged())).allSatisfy(p -> assertThat(p.ok()).as(p.message()).isTrue());

      assertThat(value("exact", "genesis_test_pass_rate")).isEqualTo((total - 1.0) / total);
    }
  }

  @Test
  void whatItHolds_isWhatMetricsPromSays(@TempDir Path folder) throws IOException {
    JudgedRun run =
        StoredRun.of("r1")
            .scope(new RunScope("same", "eu", "1-2", "blue", null))
            .passed("production/A.a", "smoke/B.b")
            .flaky("production/A.flaky")
            .failed("production/A.bad", FailureReason.TIMEOUT, "late")
            .requests("genesis", 4, 20, 200, 950)
            .requests("prometheus", 3)
            .judged();

    Publishing.standard()
        .publish(run, settings("genesis.output", folder.toString()), RunStore.NONE);

    Set<String> written =
        Files.readString(folder.resolve("metrics.prom"))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(RealPushgatewayTest::normal)
            .collect(Collectors.toSet());
    Set<String> held =
        scraped("same").stream()
            .filter(line -> !line.startsWith("push_"))
            .map(RealPushgatewayTest::normal)
            .collect(Collectors.toSet());
    assertThat(held).isEqualTo(written).hasSizeGreaterThan(50);
  }

  /** Labels in order, the empty instance left out, numbers as numbers. */
  private static String normal(String line) {
    int open = line.indexOf('{');
    int close = line.lastIndexOf('}');
    String labels =
        Pattern.compile(",")
            .splitAsStream(line.substring(open + 1, close))
            .filter(label -> !label.isEmpty() && !label.equals("instance=\"\""))
            .map(label -> label.replaceFirst("^le=\"(\\d+)[.]0\"$", "le=\"$1\""))
            .sorted()
            .collect(Collectors.joining(","));
    double value = Double.parseDouble(line.substring(close + 2));
    return line.substring(0, open) + "{" + labels + "} " + value;
  }

  @Test
  void keptValues_survivePushesWithoutAHistory() {
    push(StoredRun.of("r1").scope(environment("kept")).at(NOON).passed("production/A.a").judged());
    push(
        StoredRun.of("r2")
            .scope(environment("kept"))
            .at(NOON.plusSeconds(60))
            .failed("production/A.a", FailureReason.STATUS, "500")
            .judged());

    assertThat(value("kept", "genesis_test_run_last_success_timestamp_seconds"))
        .isEqualTo((double) NOON.getEpochSecond());
    assertThat(value("kept", "genesis_check_last_success_timestamp_seconds"))
        .isEqualTo((double) NOON.getEpochSecond());
    assertThat(scraped("kept"))
        .anyMatch(
            l ->
                l.startsWith("genesis_test_runs_total{")
                    && l.contains("result=\"met\"")
                    && l.endsWith(" 1"))
        .anyMatch(
            l ->
                l.startsWith("genesis_test_runs_total{")
                    && l.contains("result=\"missed\"")
                    && l.endsWith(" 1"));
  }

  @Test
  void anOlderRun_changesNothing() {
    push(StoredRun.of("r2").scope(environment("old")).at(NOON).passed("production/A.a").judged());
    List<String> before = scraped("old");

    List<Publication> late =
        push(
            StoredRun.of("r1")
                .scope(environment("old"))
                .at(NOON.minusSeconds(1))
                .failed("production/A.a", FailureReason.STATUS, "500")
                .judged());

    assertThat(late).singleElement().satisfies(p -> assertThat(p.ok()).isFalse());
    assertThat(scraped("old")).isEqualTo(before);
  }

  @Test
  void aTypeThatClashes_isItsOwnWordsAndNothingIsStored() throws Exception {
    try (Program clashing = Program.start(Programs.pushgateway())) {
      HttpRequest clash =
          HttpRequest.newBuilder(URI.create(clashing.uri() + "/metrics/job/somebody"))
              .PUT(
                  HttpRequest.BodyPublishers.ofString(
                      "# TYPE genesis_tests_flaky counter\ngenesis_tests_flaky 1\n"))
              .build();
      HttpClient.newHttpClient().send(clash, BodyHandlers.discarding());

      List<Publication> publications =
          push(
              StoredRun.of("r1").passed("production/A.a").judged(),
              "genesis.pushgateway-url",
              clashing.uri().toString());

      assertThat(publications.get(0).ok()).isFalse();
      assertThat(publications.get(0).message()).contains("(400)").contains("genesis_tests_flaky");
      HttpRequest look = HttpRequest.newBuilder(URI.create(clashing.uri() + "/metrics")).build();
      assertThat(HttpClient.newHttpClient().send(look, BodyHandlers.ofString()).body())
          .doesNotContain("genesis_test_pass_rate{");
    }
  }

  @Test
  void aStoppedGateway_takesNoLongerThanTheLimit() {
    try (Program paused = Program.start(Programs.pushgateway())) {
      paused.pause();
      long start = System.nanoTime();

      List<Publication> publications =
          publisher.publish(
              StoredRun.of("r1").passed("production/A.a").judged(),
              settings(
                  "genesis.pushgateway-url",
                  paused.uri().toString(),
                  "genesis.push-timeout",
                  "500ms"),
              (suite, scope) -> Optional.empty());
      paused.resume();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(publications.get(0).ok()).isFalse();
    }
  }

  @Test
  void groups_areListedWithTheirAgeAndPruned() throws IOException {
    GroupsClient client = GroupsClient.of(settings());
    push(StoredRun.of("r1").scope(environment("prune")).passed("renamed/A.a").judged());
    push(StoredRun.of("r2").scope(environment("prune")).passed("production/A.a").judged());

    List<PushedGroup> prunable =
        GroupsClient.prunable(client.list(), "prune", Set.of("production"));

    assertThat(prunable).hasSize(1);
    assertThat(prunable.get(0).age(Instant.now()).orElseThrow()).isLessThan(Duration.ofMinutes(5));
    client.delete(prunable.get(0));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(scraped("prune"))
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("renamed")));
  }
}
