package dev.genesis.harness.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.baseline.Comparison.Verdict;
import dev.genesis.harness.history.BaselineRecord;
import dev.genesis.harness.history.Histories;
import dev.genesis.harness.history.HistoryStore;
import dev.genesis.harness.history.StoredRun;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.FailureReason;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselinesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;

  private final Random random = new Random(1);
  private HistoryStore history;
  private int stored;

  @BeforeEach
  void open() {
    history = Histories.open(folder.resolve("history.db").toString());
  }

  @AfterEach
  void close() {
    history.close();
  }

  private StoredRun next() {
    stored++;
    return StoredRun.of("r" + stored).at(NOON.plusSeconds(stored));
  }

  private void runs(int number, int millis) {
    for (int i = 0; i < number; i++) {
      history.store(
          next()
              .taking(Duration.ofMillis(millis + random.nextInt(10)))
              .passed("production/A.a")
              .requests("genesis", millis)
              .judged());
    }
  }

  private BaselineRecord captured() {
    return new Baselines(history).capture("staging", "v1", 180, NOON).orElseThrow();
  }

  @Test
  void aBaseline_comesBackAsItWasTaken() {
    runs(12, 100);
    BaselineRecord taken = captured();

    BaselineRecord found = history.baselines().find("staging", "v1").orElseThrow();

    assertThat(found.runs()).isEqualTo(12);
    assertThat(found.lastRunAt()).isEqualTo(NOON.plusSeconds(12));
    assertThat(found.durations()).isEqualTo(taken.durations());
    assertThat(found.durations().get("production/A.a")).hasSize(12);
    assertThat(Objects.requireNonNull(found.latencies().get("genesis")).count()).isEqualTo(12);
    assertThat(history.baselines().names("staging")).containsExactly("v1");
    assertThat(history.baselines().find("elsewhere", "v1")).isEmpty();
  }

  @Test
  void aBaselineOutlivesItsRuns() {
    runs(10, 100);
    captured();
    runs(1, 100);

    history.prune(NOON.plusSeconds(11), Long.MAX_VALUE);

    assertThat(history.baselines().find("staging", "v1").orElseThrow().durations())
        .containsKey("production/A.a");
  }

  @Test
  void laterRunsThatTakeLonger_areSlower() {
    runs(15, 100);
    BaselineRecord baseline = captured();
    runs(15, 150);

    BaselineComparison comparison = new Baselines(history).compare(baseline, 60);

    assertThat(comparison.runs()).isEqualTo(15);
    assertThat(comparison.checks()).allMatch(check -> check.verdict() == Verdict.SLOWER);
    assertThat(comparison.exitCode()).isEqualTo(ExitCode.MISSED);
  }

  @Test
  void theBaselinesOwnRuns_areNotComparedWithIt() {
    runs(15, 100);

    BaselineComparison comparison = new Baselines(history).compare(captured(), 60);

    assertThat(comparison.runs()).isZero();
    assertThat(comparison.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void runsThatMissedTheirObjectives_areNoYardstick() {
    history.store(next().failed("production/A.a", FailureReason.TIMEOUT, "late").judged());

    assertThat(new Baselines(history).capture("staging", "v1", 180, NOON)).isEmpty();
  }

  @Test
  void aFailuresDuration_isNotCompared() {
    runs(15, 100);
    BaselineRecord baseline = captured();
    runs(15, 100);
    for (int i = 0; i < 5; i++) {
      history.store(
          next()
              .taking(Duration.ofSeconds(10))
              .failed("production/A.a", FailureReason.TIMEOUT, "late")
              .judged());
    }

    Comparison check = new Baselines(history).compare(baseline, 60).checks().get(1);

    assertThat(check.after()).isEqualTo(15);
    assertThat(check.verdict()).isEqualTo(Verdict.WITHIN);
  }
}
