package dev.genesis.harness.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.genesis.harness.Severity;
import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.publish.KeptValues;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.run.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every history has to do, whatever database is behind it. */
abstract class HistoryStoreKit {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final RunScope SCOPE = StoredRun.SCOPE;

  private final List<HistoryStore> opened = new ArrayList<>();
  private HistoryStore history;

  /** Opens the same history once more, as another process would. */
  protected abstract HistoryStore open();

  @BeforeEach
  void openHistory() {
    history = another();
  }

  @AfterEach
  void closeHistories() {
    opened.forEach(HistoryStore::close);
  }

  private HistoryStore another() {
    HistoryStore store = open();
    opened.add(store);
    return store;
  }

  private KeptValues.Group kept(String suite) {
    return history.kept().of(suite, SCOPE).orElseThrow();
  }

  @Test
  void aRun_comesBackAsItWas() {
    history.store(
        StoredRun.of("r1")
            .at(NOON)
            .passed("production/A.a")
            .failed("production/A.b", FailureReason.CONNECT, "refused")
            .ended("smoke/B.off", Outcome.SKIPPED, "off")
            .requests("genesis", 4, 20, 200)
            .problem("half of it")
            .judged());

    RunRecord run = another().run("r1").orElseThrow();

    assertThat(run.scope()).isEqualTo(SCOPE);
    assertThat(run.finishedAt()).isEqualTo(NOON);
    assertThat(run.took()).isEqualTo(Duration.ofMillis(2_710));
    assertThat(run.result()).isEqualTo(RunResult.MISSED);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.problems()).containsExactly("half of it");
    assertThat(run.counts().total()).isEqualTo(3);
    assertThat(run.suites()).extracting(RunRecord.Suite::name).contains("production", "smoke");
    assertThat(run.latency().count()).isEqualTo(3);
    assertThat(run.latency().max()).isBetween(Duration.ofMillis(200), Duration.ofMillis(201));
    assertThat(run.objectives()).hasSize(9);
  }

  @Test
  void resultsOfARun_areInItsOrderWithFailures() {
    history.store(
        StoredRun.of("r1")
            .passed("production/A.z")
            .failed("production/A.b", FailureReason.CONNECT, "refused")
            .flaky("production/A.flaky")
            .judged());

    List<ResultRecord> results = another().results("r1");

    assertThat(results)
        .extracting(ResultRecord::checkId)
        .containsExactly("production/A.z", "production/A.b", "production/A.flaky");
    assertThat(results.get(1).failure())
        .isEqualTo(new Failure(FailureReason.CONNECT, "T", "refused", "detail"));
    assertThat(results.get(1).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(results.get(1).severity()).isEqualTo(Severity.P1);
    assertThat(results.get(1).took()).isEqualTo(Duration.ofMillis(120));
    assertThat(results.get(2).flaky()).isTrue();
  }

  @Test
  void whateverIsInAName_isStored() {
    String hostile =
        "two\nlines \u0000 half \ud83d 🧪 '; DROP TABLE runs; -- " + "x".repeat(1 << 20);

    history.store(StoredRun.of("r1").named("production/A.a", hostile).judged());

    assertThat(history.results("r1").get(0).displayName())
        .startsWith("two\nlines \ufffd half \ufffd 🧪 '; DROP TABLE runs;");
  }

  @Test
  void anEndlessId_isStored() {
    String id = "production/" + "x".repeat(100_000);

    history.store(StoredRun.of("r1").passed(id, id, "production/" + "x".repeat(99_999)).judged());

    assertThat(history.results("r1"))
        .extracting(ResultRecord::checkId)
        .containsOnlyOnce(history.results("r1").get(2).checkId())
        .hasSize(3);
  }

  @Test
  void aGreatManyDifferentLatencies_comeBack() {
    int[] millis = java.util.stream.IntStream.range(1, 60_000).toArray();

    history.store(StoredRun.of("r1").passed("production/A.a").requests("genesis", millis).judged());

    assertThat(history.run("r1").orElseThrow().latency().count()).isEqualTo(millis.length);
  }

  @Test
  void theSameRunTwice_isStoredAndCountedOnce() {
    history.store(StoredRun.of("r1").passed("production/A.a").judged());
    history.store(StoredRun.of("r1").passed("production/A.a").judged());

    assertThat(history.runs(RunQuery.last(null, 10))).hasSize(1);
    assertThat(kept("production").runsTotal()).containsExactly(entry("met", 1L));
  }

  @Test
  void anUnknownSuite_keepsNothing() {
    assertThat(kept("production"))
        .isEqualTo(new KeptValues.Group(Optional.empty(), Map.of(), Map.of()));
  }

  @Test
  void lastSuccess_survivesAFailingRun() {
    history.store(StoredRun.of("r1").at(NOON).passed("production/A.a", "production/A.b").judged());
    history.store(
        StoredRun.of("r2")
            .at(NOON.plusSeconds(60))
            .passed("production/A.a")
            .failed("production/A.b", FailureReason.STATUS, "500")
            .judged());

    assertThat(kept("production").lastSuccess()).hasValue(NOON);
    assertThat(kept("production").runsTotal()).containsOnly(entry("met", 1L), entry("missed", 1L));
    assertThat(kept("production").checkLastSuccess())
        .containsOnly(entry("production/A.a", NOON.plusSeconds(60)), entry("production/A.b", NOON));
  }

  @Test
  void anOldRunStoredLate_setsNothingBack() {
    history.store(StoredRun.of("r2").at(NOON).passed("production/A.a").judged());
    history.store(StoredRun.of("r1").at(NOON.minusSeconds(60)).passed("production/A.a").judged());

    assertThat(kept("production").lastSuccess()).hasValue(NOON);
    assertThat(kept("production").checkLastSuccess()).containsOnly(entry("production/A.a", NOON));
    assertThat(kept("production").runsTotal()).containsOnly(entry("met", 2L));
  }

  @Test
  void otherScopes_areKeptApart() {
    RunScope shard = new RunScope("staging", "eu", "1-2", "blue", null);
    history.store(StoredRun.of("r1").scope(shard).passed("production/A.a").judged());

    assertThat(kept("production").runsTotal()).isEmpty();
    assertThat(history.kept().of("production", shard).orElseThrow().runsTotal())
        .containsOnly(entry("met", 1L));
  }

  @Test
  void aNarrowedRun_leavesTheSuitesValuesAlone() {
    history.store(StoredRun.of("r1").narrowed().passed("production/A.a").judged());

    assertThat(kept("production").runsTotal()).isEmpty();
    assertThat(kept("production").checkLastSuccess()).isEmpty();
    assertThat(history.run("r1")).isPresent();
  }

  @Test
  void aTestOfATemplateThatFails_isNoSuccessOfTheTemplate() {
    history.store(
        StoredRun.of("r1")
            .passed("production/A.t")
            .failed("production/A.t", FailureReason.STATUS, "500")
            .judged());

    assertThat(kept("production").checkLastSuccess()).isEmpty();
  }

  @Test
  void aLostRun_isCountedOnce() {
    assertThat(history.recordLost("r0", SCOPE, List.of("production"), NOON, NOON)).isTrue();
    assertThat(history.recordLost("r0", SCOPE, List.of("production"), NOON, NOON)).isFalse();

    assertThat(kept("production").runsTotal()).containsOnly(entry("lost", 1L));
    assertThat(history.run("r0").orElseThrow().result()).isEqualTo(RunResult.LOST);
  }

  @Test
  void aRunThatWasStored_isNotLost() {
    history.store(StoredRun.of("r1").passed("production/A.a").judged());

    assertThat(history.recordLost("r1", SCOPE, List.of("production"), NOON, NOON)).isFalse();
    assertThat(kept("production").runsTotal()).containsOnly(entry("met", 1L));
  }

  @Test
  void aLostRunThatComesAfterAll_isStored() {
    history.recordLost("r1", SCOPE, List.of("production"), NOON, NOON);

    history.store(StoredRun.of("r1").passed("production/A.a").judged());

    assertThat(history.run("r1").orElseThrow().result()).isEqualTo(RunResult.MET);
    assertThat(kept("production").runsTotal()).containsOnly(entry("met", 1L), entry("lost", 1L));
  }

  @Test
  void failedOfTheLastRun_areOfThatEnvironmentOnly() {
    assertThat(history.failedOfLastRun("staging")).isEmpty();
    history.store(
        StoredRun.of("r1").at(NOON).failed("production/A.old", FailureReason.DNS, "x").judged());
    history.store(
        StoredRun.of("r2")
            .at(NOON.plusSeconds(1))
            .passed("production/A.a")
            .failed("production/A.b", FailureReason.DNS, "x")
            .failed("production/A.b", FailureReason.DNS, "x")
            .judged());
    history.store(
        StoredRun.of("r3")
            .scope(new RunScope("other", null, null, null, null))
            .at(NOON.plusSeconds(2))
            .failed("production/A.c", FailureReason.DNS, "x")
            .judged());
    history.recordLost("r4", SCOPE, List.of("production"), NOON, NOON.plusSeconds(3));

    assertThat(history.failedOfLastRun("staging")).hasValue(Set.of("production/A.b"));
  }

  @Test
  void templates_haveTheTestsOfTheirLastCompleteRun() {
    history.store(
        StoredRun.of("r1")
            .passed("production/A.t", "production/A.t", "production/A.t", "production/A.single")
            .judged());
    history.store(
        StoredRun.of("r2").failed("production/A.t", FailureReason.SETUP, "no source").judged());

    assertThat(history.templateCounts(SCOPE)).containsOnly(entry("production/A.t", 3));

    history.store(StoredRun.of("r3").passed("production/A.t").judged());

    assertThat(history.templateCounts(SCOPE)).containsOnly(entry("production/A.t", 1));
  }

  @Test
  void runs_areTheNewestFirst() {
    for (int i = 0; i < 5; i++) {
      history.store(
          StoredRun.of("r" + i).at(NOON.plusSeconds(i)).passed("production/A.a").judged());
    }

    assertThat(history.runs(RunQuery.last("staging", 2)))
        .extracting(RunRecord::runId)
        .containsExactly("r4", "r3");
    assertThat(history.runs(RunQuery.between("staging", NOON.plusSeconds(1), NOON.plusSeconds(2))))
        .extracting(RunRecord::runId)
        .containsExactly("r2", "r1");
    assertThat(history.runs(RunQuery.last("elsewhere", 2))).isEmpty();
  }

  @Test
  void resultsOfSeveralRuns_areInTheirOrder() {
    history.store(StoredRun.of("r2").at(NOON.plusSeconds(1)).passed("production/A.a").judged());
    history.store(StoredRun.of("r1").at(NOON).passed("production/A.a").judged());

    assertThat(history.resultsOf(List.of("r1", "r2")))
        .extracting(ResultRecord::runId)
        .containsExactly("r1", "r2");
    assertThat(history.resultsOf(List.of())).isEmpty();
  }

  @Test
  void flakes_areCountedPerCheck() {
    history.store(StoredRun.of("r1").at(NOON).flaky("production/A.f").judged());
    history.store(StoredRun.of("r2").at(NOON.plusSeconds(1)).flaky("production/A.f").judged());
    history.store(StoredRun.of("r3").at(NOON.plusSeconds(2)).passed("production/A.f").judged());

    assertThat(history.flakes("staging", NOON)).containsExactly(entry("production/A.f", 2));
    assertThat(history.flakes("staging", NOON.plusSeconds(1)))
        .containsExactly(entry("production/A.f", 1));
  }

  @Test
  void pruning_removesOldRunsAndKeepsWhatIsPushed() {
    history.store(StoredRun.of("r1").at(NOON).flaky("production/A.gone").judged());
    history.store(StoredRun.of("r2").at(NOON.plusSeconds(60)).passed("production/A.a").judged());

    assertThat(history.prune(NOON.plusSeconds(30), Long.MAX_VALUE)).isEqualTo(1);

    assertThat(history.run("r1")).isEmpty();
    assertThat(history.results("r1")).isEmpty();
    assertThat(history.run("r2")).isPresent();
    assertThat(kept("production").runsTotal()).containsOnly(entry("met", 2L));
    assertThat(kept("production").checkLastSuccess()).containsKey("production/A.gone");
  }

  @Test
  void pruningToASize_removesTheOldestButNeverTheLast() {
    for (int i = 0; i < 30; i++) {
      history.store(
          StoredRun.of("r" + i).at(NOON.plusSeconds(i)).passed("production/A.a").judged());
    }

    history.prune(Instant.EPOCH, 1);

    assertThat(history.runs(RunQuery.last(null, 100)))
        .extracting(RunRecord::runId)
        .containsExactly("r29");
  }

  @Test
  void pruningToASize_keepsTheNewestThatFit() {
    for (int i = 0; i < 10; i++) {
      history.store(
          StoredRun.of("r" + i).at(NOON.plusSeconds(i)).passed("production/A.a").judged());
    }

    history.prune(Instant.EPOCH, 3 * 2_200);

    assertThat(history.runs(RunQuery.last(null, 100)))
        .extracting(RunRecord::runId)
        .containsExactly("r9", "r8", "r7");
  }

  @Test
  void severalRunnersAtOnce_loseNothing() throws Exception {
    int runners = 4;
    int runs = 5;
    ExecutorService threads = Executors.newFixedThreadPool(runners);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int runner = 0; runner < runners; runner++) {
        HistoryStore own = another();
        int number = runner;
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < runs; i++) {
                    own.store(
                        StoredRun.of("r" + number + "-" + i)
                            .passed("production/A.a", "production/A.new" + number)
                            .judged());
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(history.runs(RunQuery.last(null, 100))).hasSize(runners * runs);
    assertThat(kept("production").runsTotal()).containsOnly(entry("met", 20L));
  }
}
