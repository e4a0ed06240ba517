package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Instant START = Instant.parse("2026-03-28T20:00:00Z");
  private static final Timetable TIMETABLE = new Timetable(Schedule.PLAN, START);
  private static final List<Checkpoint> PLAN = Schedule.PLAN.checkpoints();

  private final Map<String, CheckpointState> states = new HashMap<>();

  private NextStep at(String offset) {
    return TIMETABLE.next(states, START.plus(Duration.parse(offset)));
  }

  @Test
  void beforeTheFirst_waitsForIt() {
    assertThat(at("PT0S"))
        .isEqualTo(new NextStep.Wait(START.plus(Duration.ofMinutes(15)), PLAN.get(0)));
  }

  @Test
  void due_runs() {
    assertThat(at("PT15M")).isEqualTo(new NextStep.Run(PLAN.get(0)));
    assertThat(at("PT29M59S")).isEqualTo(new NextStep.Run(PLAN.get(0)));
  }

  @Test
  void begunBeforeACrash_runsAgainWhileItsTimeLasts() {
    states.put("h00m15", CheckpointState.RUNNING);

    assertThat(at("PT20M")).isEqualTo(new NextStep.Run(PLAN.get(0)));
    assertThat(at("PT31M"))
        .isInstanceOfSatisfying(NextStep.Miss.class, m -> assertThat(m.why()).contains("begun"));
  }

  @Test
  void checkpointThatPassedUnwatched_isMissedNotRunLate() {
    assertThat(at("PT30M"))
        .isInstanceOfSatisfying(
            NextStep.Miss.class, m -> assertThat(m.checkpoint().name()).isEqualTo("h00m15"));
  }

  @Test
  void fullSuite_runsAfterTheCheckpointOfTheSameTime() {
    PLAN.stream()
        .filter(c -> c.offset().compareTo(Duration.ofHours(12)) < 0)
        .forEach(c -> states.put(c.name(), CheckpointState.DONE));

    assertThat(name(at("PT12H"))).isEqualTo("h12");
    states.put("h12", CheckpointState.DONE);
    assertThat(name(at("PT12H5M"))).isEqualTo("h12-full");
  }

  @Test
  void watchThatWasDownForHours_accountsForEveryCheckpoint() {
    Instant now = START;
    int runs = 0;
    int misses = 0;
    NextStep step = TIMETABLE.next(states, now);
    while (!(step instanceof NextStep.Finish)) {
      if (step instanceof NextStep.Wait wait) {
        now = wait.until();
        if (now.equals(START.plus(Duration.ofHours(9)))) {
          now = now.plus(Duration.ofHours(5).plusMinutes(10)); // down from 9:00 to 14:10
        }
      } else if (step instanceof NextStep.Run run) {
        states.put(run.checkpoint().name(), CheckpointState.DONE);
        runs++;
      } else if (step instanceof NextStep.Miss miss) {
        states.put(miss.checkpoint().name(), CheckpointState.MISSED);
        misses++;
      }
      step = TIMETABLE.next(states, now);
    }

    assertThat(states).hasSize(55);
    assertThat(misses).isEqualTo(6); // 9, 10, 11, 12, 12-full and 13; 14 still has its time
    assertThat(runs).isEqualTo(49);
  }

  private static String name(NextStep step) {
    return ((NextStep.Run) step).checkpoint().name();
  }
}
