package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.history.Histories;
import dev.genesis.harness.history.HistoryStore;
import dev.genesis.harness.history.WatchHistory;
import dev.genesis.harness.history.WatchHistory.DeploymentRow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole watch on a real history, with a clock that jumps and an explorer that sees what it is
 * told.
 */
class WatchTest {
  /** What a process does that is killed: nothing more. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @TempDir Path folder;
  private HistoryStore history;
  private final List<String> explored = new ArrayList<>();

  @BeforeEach
  void open() {
    history = Histories.open(folder.resolve("history.db").toString());
  }

  @AfterEach
  void close() {
    history.close();
  }

  private Verdict watch(Explorer explorer) throws InterruptedException {
    WatchLog log =
        WatchLog.open(
            history.watch(),
            Schedule.PLAN,
            Objectives.PLAN,
            "production",
            "1.4.2",
            Watches.START,
            true);
    RehearsalTime time =
        new RehearsalTime(
            log.opened().watchTime(),
            1e9,
            Duration.ofSeconds(4),
            Duration.ofHours(3),
            duration -> {});
    return new Watch(
            new Watch.Setup(
                Schedule.PLAN,
                Objectives.PLAN,
                time,
                explorer,
                Watches.START,
                () -> Duration.ZERO,
                WatchListener.NONE),
            log)
        .run();
  }

  private WatchRecord record() {
    WatchHistory.WatchRow row = history.watch().watch("production", "1.4.2").orElseThrow();
    return WatchLog.of(history.watch(), Schedule.PLAN, Objectives.PLAN, row).record(0);
  }

  private Evidence well(Checkpoint checkpoint) {
    explored.add(checkpoint.name());
    return Watches.well();
  }

  @Test
  void allWell_exploresEachCheckpointOnceAndGraduates() throws Exception {
    Verdict verdict = watch((checkpoint, window, since) -> well(checkpoint));

    assertThat(verdict.graduates()).as(verdict.sentence()).isTrue();
    assertThat(explored)
        .containsExactlyElementsOf(
            Schedule.PLAN.checkpoints().stream().map(Checkpoint::name).toList());
    assertThat(record().count(CheckpointState.DONE)).isEqualTo(55);
    assertThat(history.watch().watch("production", "1.4.2").orElseThrow().verdict())
        .contains("graduate");
  }

  @Test
  void killedAtAnyMoment_goesOnAndAccountsForEveryCheckpoint() throws Exception {
    Random moments = new Random(7);
    int kills = 0;
    Verdict verdict = null;
    while (verdict == null) {
      int left = kills < 10 ? moments.nextInt(8) : Integer.MAX_VALUE;
      int[] until = {left};
      try {
        verdict =
            watch(
                (checkpoint, window, since) -> {
                  if (until[0]-- == 0) {
                    throw new Killed();
                  }
                  return well(checkpoint);
                });
      } catch (Killed e) {
        kills++;
        history.close();
        open();
      }
    }

    assertThat(kills).isEqualTo(10);
    assertThat(record().count(CheckpointState.DONE)).isEqualTo(55);
    assertThat(explored).hasSize(55).doesNotHaveDuplicates();
    assertThat(verdict.graduates()).isTrue();
  }

  @Test
  void stoppedWhileItExplores_keepsNoEvidenceAndExploresAgain() throws Exception {
    try {
      watch(
          (checkpoint, window, since) -> {
            throw new WatchStopped(15);
          });
    } catch (WatchStopped e) {
      assertThat(record().checkpoints().get(0).state()).isEqualTo(CheckpointState.RUNNING);
    }
    assertThat(record().count(CheckpointState.DONE)).isZero();

    assertThat(watch((checkpoint, window, since) -> well(checkpoint)).graduates()).isTrue();
  }

  @Test
  void badHour_isAnIncidentInTheHistoryAndExtends() throws Exception {
    Verdict verdict =
        watch(
            (checkpoint, window, since) -> {
              Evidence well = well(checkpoint);
              return checkpoint.name().equals("h07")
                  ? new Evidence(
                      well.runId(),
                      well.passRates(),
                      true,
                      List.of(),
                      Watches.reading(0.05),
                      well.p95(),
                      well.up(),
                      well.meanLatency(),
                      well.resources(),
                      List.of(),
                      true,
                      "OK",
                      List.of(),
                      List.of())
                  : well;
            });

    assertThat(verdict.sentence()).startsWith("extend, because error ratio").contains("h07 (0.05)");
    long number = history.watch().watch("production", "1.4.2").orElseThrow().number();
    assertThat(history.watch().incidents(number))
        .singleElement()
        .satisfies(
            incident -> {
              assertThat(incident.subject()).isEqualTo("error ratio");
              assertThat(incident.openedBy()).isEqualTo("h07");
              assertThat(incident.closedBy()).isEqualTo("h08");
            });
  }

  @Test
  void rollbackDuringTheWatch_extends() throws Exception {
    Verdict verdict =
        watch(
            (checkpoint, window, since) -> {
              if (checkpoint.name().equals("h10")) {
                Instant at = Watches.START.plus(checkpoint.offset());
                history
                    .watch()
                    .record(new DeploymentRow(0, "production", "1.4.1", "rollback", at, at, ""));
              }
              return well(checkpoint);
            });

    assertThat(verdict.sentence()).contains("no rollback: 1 rollbacks");
  }

  @Test
  void windowOfACheckpoint_reachesBackToTheOneBefore() throws Exception {
    List<String> windows = new ArrayList<>();
    watch(
        (checkpoint, window, since) -> {
          windows.add(checkpoint.name() + "=" + window.toMillis());
          return well(checkpoint);
        });

    // scaled out of existence, they are four scrapes long
    assertThat(windows).allMatch(window -> window.endsWith("=4000"));
  }

  @Test
  void checkpointThatIsDone_isNeverWrittenAgain() {
    WatchLog log =
        WatchLog.open(
            history.watch(),
            Schedule.PLAN,
            Objectives.PLAN,
            "production",
            "1.4.2",
            Watches.START,
            false);
    Checkpoint first = Schedule.PLAN.checkpoints().get(0);
    log.done(first, Watches.START, Watches.START, Watches.well());
    log.missed(first, Watches.START, "too late");

    assertThat(record().checkpoints().get(0).state()).isEqualTo(CheckpointState.DONE);
    assertThat(record().checkpoints().get(0).evidence()).isEqualTo(Watches.well());
  }

  @Test
  void endedWatch_isNotContinued() throws Exception {
    watch((checkpoint, window, since) -> well(checkpoint));
    explored.clear();
    watch((checkpoint, window, since) -> well(checkpoint));

    assertThat(explored).hasSize(55);
    assertThat(history.watch().watches("production")).hasSize(2);
  }
}
