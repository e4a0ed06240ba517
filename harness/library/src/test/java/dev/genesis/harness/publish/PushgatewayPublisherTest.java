package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushgatewayPublisherTest extends PublisherKit {
  private static final String GROUP =
      "/metrics/job/genesis_checks/suite/production/environment/staging";
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final FakePushgateway gateway = new FakePushgateway();
  private final FakePushgateway hanging = new FakePushgateway();

  @AfterEach
  void stop() {
    gateway.close();
    hanging.close();
  }

  @Override
  protected Publisher publisher() {
    return new PushgatewayPublisher();
  }

  @Override
  protected Settings working() {
    return settings();
  }

  @Override
  protected Settings broken() {
    hanging.hang();
    return RunFixture.settings(
        "genesis.pushgateway-url", hanging.url(), "genesis.push-timeout", "500ms");
  }

  private Settings settings(String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "genesis.pushgateway-url";
    all[1] = gateway.url();
    all[2] = "genesis.push-timeout";
    all[3] = "5s";
    System.arraycopy(more, 0, all, 4, more.length);
    return RunFixture.settings(all);
  }

  private List<Publication> push(JudgedRun run, KeptValues kept, String... more) {
    return publisher().publish(run, settings(more), kept);
  }

  private String pushed() {
    return gateway.groups().getOrDefault(GROUP, "");
  }

  @Test
  void noAddress_isNotWanted() {
    assertThat(publisher().wanted(RunFixture.settings())).isFalse();
  }

  @Test
  void noPush_isNotWanted() {
    assertThat(publisher().wanted(settings("genesis.no-push", "true"))).isFalse();
  }

  @Test
  void theWholeScope_isTheGroupingKey() {
    RunScope scope = new RunScope("staging", "eu", "2-8", "blue", null);

    push(RunFixture.run().scope(scope).passed("production/A.a").judged(), unknown());

    assertThat(gateway.groups()).containsOnlyKeys(GROUP + "/location/eu/shard/2-8/runner/blue");
  }

  @Test
  void everyPush_isAPut() {
    push(RunFixture.run().passed("production/A.a").judged(), unknown());

    assertThat(gateway.requests())
        .containsExactly("GET /api/v1/metrics", "PUT " + GROUP, "GET /api/v1/metrics");
  }

  @Test
  void eachSuite_isAGroup() {
    push(RunFixture.run().passed("production/A.a").failed("smoke/A.b").judged(), unknown());

    assertThat(gateway.groups()).hasSize(2);
    assertThat(pushed()).contains("genesis_test_pass_rate 1.0\n");
    assertThat(gateway.groups().get(GROUP.replace("production", "smoke")))
        .contains("genesis_test_pass_rate 0.0\n");
  }

  @Test
  void everyMetricOfARun_isThereWithoutCreatedSeries() {
    JudgedRun run =
        RunFixture.run()
            .passing("production", 2)
            .flaky("production/A.flaky")
            .failed("production/A.dead", Severity.P0, FailureReason.CONNECT, "refused")
            .ended("production/A.off", Outcome.SKIPPED, "off")
            .quarantined("production/A.ill", "until tomorrow")
            .requests("genesis", 4, 20, 200, 201)
            .judged();

    push(run, unknown());

    assertThat(pushed()).doesNotContain("_created");
    assertThat(pushed().lines())
        .contains(
            "genesis_test_pass_rate 0.6",
            "genesis_tests{outcome=\"passed\",} 3.0",
            "genesis_tests{outcome=\"failed\",} 1.0",
            "genesis_tests{outcome=\"aborted\",} 0.0",
            "genesis_tests{outcome=\"skipped\",} 1.0",
            "genesis_tests{outcome=\"not_run\",} 0.0",
            "genesis_tests{outcome=\"quarantined\",} 1.0",
            "genesis_tests{outcome=\"deselected\",} 0.0",
            "genesis_tests_flaky 1.0",
            "genesis_test_run_conclusive 1.0",
            "genesis_test_run_duration_seconds 2.71",
            "genesis_test_run_timestamp_seconds 1.79545680271E9",
            "genesis_test_runs_total{result=\"missed\",} 1.0",
            "genesis_test_runs_total{result=\"met\",} 0.0",
            "genesis_test_runs_total{result=\"inconclusive\",} 0.0",
            "genesis_test_runs_total{result=\"lost\",} 0.0",
            "genesis_check_success{check=\"production/A.dead\",severity=\"P0\",owner=\"genesis-sre\",}"
                + " 0.0",
            "genesis_check_success{check=\"production/A.off\",severity=\"P2\",owner=\"genesis-sre\",}"
                + " 0.0",
            "genesis_check_duration_seconds{check=\"production/A.dead\",} 0.12",
            "genesis_check_failure{check=\"production/A.dead\",reason=\"connect\",} 1.0",
            "genesis_check_last_success_timestamp_seconds{check=\"production/A.flaky\",}"
                + " 1.79545680271E9",
            "genesis_request_duration_seconds_bucket{service=\"genesis\",le=\"0.2\",} 3.0",
            "genesis_request_duration_seconds_bucket{service=\"genesis\",le=\"+Inf\",} 4.0",
            "genesis_request_duration_seconds_count{service=\"genesis\",} 4.0",
            "genesis_test_latency_seconds{quantile=\"0.5\",} 0.02",
            "genesis_test_latency_seconds{quantile=\"0.99\",} 0.201007");
    assertThat(pushed())
        .doesNotContain("genesis_test_run_last_success")
        .doesNotContain("genesis_check_last_success_timestamp_seconds{check=\"production/A.dead\"");
  }

  @Test
  void thePassRate_isExact() {
    JudgedRun run = RunFixture.run().passing("production", 1_026).failed("production/A.x").judged();
    double rate = run.run().counts().passRate();

    push(run, unknown());

    String text =
        pushed()
            .lines()
            .filter(l -> l.startsWith("genesis_test_pass_rate "))
            .findFirst()
            .orElse("");
    assertThat(Double.parseDouble(text.substring(text.indexOf(' ')))).isEqualTo(rate);
  }

  @Test
  void aCheckThatIsNoMore_leavesNothing() {
    push(RunFixture.run().passed("production/A.old").judged(), unknown());
    push(RunFixture.run().id("2").passed("production/A.renamed").judged(), unknown());

    assertThat(pushed()).contains("A.renamed").doesNotContain("A.old");
  }

  @Test
  void testsOfATemplate_areOneSeries() {
    push(
        RunFixture.run()
            .passed("production/A.t", "production/A.t")
            .failed("production/A.t")
            .judged(),
        unknown());

    assertThat(pushed().lines().filter(l -> l.startsWith("genesis_check_success{")))
        .singleElement()
        .asString()
        .endsWith(" 0.0");
  }

  @Test
  void lastSuccess_survivesAFailingRunWithoutAHistory() {
    push(RunFixture.run().at(NOON).passed("production/A.a").judged(), unknown());
    push(
        RunFixture.run().id("2").at(NOON.plusSeconds(60)).failed("production/A.a").judged(),
        unknown());

    assertThat(pushed().lines())
        .contains(
            "genesis_test_pass_rate 0.0",
            "genesis_test_run_last_success_timestamp_seconds 1.7954352E9",
            "genesis_check_last_success_timestamp_seconds{check=\"production/A.a\",} 1.7954352E9",
            "genesis_test_runs_total{result=\"met\",} 1.0",
            "genesis_test_runs_total{result=\"missed\",} 1.0");
  }

  @Test
  void keptValues_comeFromTheHistory() {
    KeptValues.Group known =
        new KeptValues.Group(
            Optional.of(NOON), Map.of("met", 41L, "lost", 1L), Map.of("production/A.a", NOON));

    push(RunFixture.run().failed("production/A.a").judged(), (suite, scope) -> Optional.of(known));

    assertThat(pushed().lines())
        .contains(
            "genesis_test_runs_total{result=\"met\",} 41.0",
            "genesis_test_runs_total{result=\"lost\",} 1.0",
            "genesis_test_run_last_success_timestamp_seconds 1.7954352E9",
            "genesis_check_last_success_timestamp_seconds{check=\"production/A.a\",} 1.7954352E9");
  }

  @Test
  void aNewMachinesHistory_neverSetsCountersBack() {
    gateway.put(
        GROUP,
        "genesis_test_runs_total{result=\"met\",} 57.0\ngenesis_test_run_timestamp_seconds 5.0\n");
    KeptValues.Group young = new KeptValues.Group(Optional.empty(), Map.of("missed", 1L), Map.of());

    push(RunFixture.run().failed("production/A.a").judged(), (suite, scope) -> Optional.of(young));

    assertThat(pushed().lines())
        .contains(
            "genesis_test_runs_total{result=\"met\",} 57.0",
            "genesis_test_runs_total{result=\"missed\",} 1.0");
  }

  @Test
  void theSameRunAgain_isCountedOnce() {
    JudgedRun run = RunFixture.run().passed("production/A.a").judged();
    push(run, unknown());

    push(run, unknown());

    assertThat(pushed().lines()).contains("genesis_test_runs_total{result=\"met\",} 1.0");
  }

  @Test
  void anOlderRun_neverReplacesANewer() {
    push(RunFixture.run().at(NOON).passed("production/A.a").judged(), unknown());

    List<Publication> late =
        push(
            RunFixture.run().at(NOON.minusSeconds(1)).failed("production/A.a").judged(), unknown());

    assertThat(late).singleElement().satisfies(p -> assertThat(p.ok()).isFalse());
    assertThat(late.get(0).message()).contains("newer run");
    assertThat(pushed()).contains("genesis_test_pass_rate 1.0");
  }

  @Test
  void aNarrowedRun_pushesNothing() {
    List<Publication> publications =
        push(RunFixture.run().failed("production/A.a").narrowed("production").judged(), unknown());

    assertThat(publications).singleElement().satisfies(p -> assertThat(p.ok()).isTrue());
    assertThat(publications.get(0).message()).contains("--push-as");
    assertThat(gateway.requests()).isEmpty();
  }

  @Test
  void aNarrowedRunWithAName_hasAGroupThatNoSumOverTheSuiteTakesIn() {
    push(
        RunFixture.run()
            .scope(new RunScope("staging", null, null, null, "quick"))
            .passed("production/A.a")
            .narrowed("production")
            .judged(),
        unknown());

    assertThat(gateway.groups()).containsOnlyKeys(GROUP.replace("production", "production.quick"));
  }

  @Test
  void aRefusal_isShownAndNotRepeated() {
    gateway.next("PUT", 400, "pushed metrics are invalid or inconsistent with existing metrics\n");

    List<Publication> publications =
        push(RunFixture.run().passed("production/A.a").judged(), unknown());

    assertThat(publications.get(0).ok()).isFalse();
    assertThat(publications.get(0).message())
        .contains("(400)")
        .contains("inconsistent with existing metrics");
    assertThat(gateway.requests().stream().filter(r -> r.startsWith("PUT"))).hasSize(1);
  }

  @Test
  void anOverloadedGateway_isAskedAgain() {
    gateway.next("GET", 503, "busy");
    gateway.next("PUT", 500, "busy");

    List<Publication> publications =
        push(RunFixture.run().passed("production/A.a").judged(), unknown());

    assertThat(publications.get(0).ok()).isTrue();
    assertThat(pushed()).contains("genesis_test_pass_rate 1.0");
  }

  @Test
  void aGatewayThatForgets_isFoundOut() {
    gateway.forget();

    List<Publication> publications =
        push(
            RunFixture.run().passed("production/A.a").judged(),
            unknown(),
            "genesis.push-timeout",
            "700ms");

    assertThat(publications.get(0).ok()).isFalse();
    assertThat(publications.get(0).message()).contains("does not show it").contains("700 ms");
  }

  @Test
  void neitherHistoryNorGroup_pushesNothing() {
    gateway.next("GET", 403, "no");

    List<Publication> publications =
        push(RunFixture.run().passed("production/A.a").judged(), unknown());

    assertThat(publications.get(0).ok()).isFalse();
    assertThat(publications.get(0).message()).contains("nothing pushed: neither");
    assertThat(gateway.groups()).isEmpty();
  }

  @Test
  void aHistoryWhereTheGroupMayNotBeSeen_isEnough() {
    gateway.next("GET", 403, "no");
    KeptValues.Group known = new KeptValues.Group(Optional.of(NOON), Map.of("met", 7L), Map.of());

    List<Publication> publications =
        push(
            RunFixture.run().passed("production/A.a").judged(),
            (suite, scope) -> Optional.of(known));

    assertThat(publications.get(0).ok()).isTrue();
    assertThat(publications.get(0).message()).contains("not read back");
    assertThat(pushed()).contains("genesis_test_runs_total{result=\"met\",} 7.0");
  }

  @Test
  void nobodyThere_isSaidWithTheAddress() {
    String url = gateway.url();
    gateway.close();

    List<Publication> publications =
        publisher()
            .publish(
                RunFixture.run().passed("production/A.a").judged(),
                RunFixture.settings(
                    "genesis.pushgateway-url", url, "genesis.push-timeout", "400ms"),
                unknown());

    assertThat(publications.get(0).message()).contains(url).contains("cannot be reached");
  }

  @Test
  void aHangingGateway_takesNoLongerThanTheLimit() {
    hanging.hang();
    long start = System.nanoTime();

    List<Publication> publications =
        publisher()
            .publish(
                RunFixture.run().passed("production/A.a").passed("smoke/A.a").judged(),
                broken(),
                unknown());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(publications).hasSize(2).allSatisfy(p -> assertThat(p.ok()).isFalse());
  }

  @Test
  void seriesOfChecks_stopAtTheLimitWithFailuresFirst() {
    push(
        RunFixture.run().passing("production", 20).failed("production/Z.last").judged(),
        unknown(),
        "genesis.max-check-series",
        "5");

    assertThat(pushed().lines().filter(l -> l.startsWith("genesis_check_success{"))).hasSize(5);
    assertThat(pushed()).contains("check=\"production/Z.last\"");
  }

  @Test
  void namesThatCannotBeLabels_stayApart() {
    push(RunFixture.run().passed("my suite/A.a").passed("my_suite/A.a").judged(), unknown());

    assertThat(gateway.groups()).hasSize(2);
    assertThat(gateway.groups().keySet()).noneMatch(path -> path.matches(".*[^A-Za-z0-9_./-].*"));
  }

  @Test
  void aToken_isSentAndNeverShown(@TempDir Path folder) throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
    gateway.next("PUT", 401, "who are you?");

    List<Publication> publications =
        push(
            RunFixture.run().passed("production/A.a").judged(),
            unknown(),
            "genesis.service.pushgateway.token-file",
            token.toString());

    assertThat(gateway.authorizations()).allMatch("Bearer s3cret"::equals);
    assertThat(publications.get(0).message()).contains("401").doesNotContain("s3cret");
  }
}
