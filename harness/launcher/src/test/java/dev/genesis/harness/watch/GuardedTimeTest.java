package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedTimeTest {
  /** Forty minutes before summer time begins in Berlin. */
  private static final Instant START = Instant.parse("2026-03-29T00:20:00Z");

  private Instant wall = START;
  private Duration boot = Duration.ofDays(3);
  private final List<Duration> jumps = new ArrayList<>();
  private final GuardedTime time = time(Duration.ZERO);

  private GuardedTime time(Duration correction) {
    Clock clock =
        new Clock() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return wall;
          }
        };
    return new GuardedTime(clock, () -> boot, correction, jumps::add, this::pass);
  }

  private void pass(Duration duration) {
    wall = wall.plus(duration);
    boot = boot.plus(duration);
  }

  @Test
  void ordinaryTime_passesAsItDoes() {
    pass(Duration.ofHours(5));

    assertThat(time.now()).isEqualTo(START.plus(Duration.ofHours(5)));
    assertThat(jumps).isEmpty();
  }

  @Test
  void wallClockSetForward_doesNotMissCheckpoints() {
    pass(Duration.ofMinutes(1));
    wall = wall.plus(Duration.ofHours(2));

    assertThat(time.now()).isEqualTo(START.plus(Duration.ofMinutes(1)));
    assertThat(jumps).containsExactly(Duration.ofHours(-2));
    pass(Duration.ofMinutes(1));
    assertThat(time.now()).isEqualTo(START.plus(Duration.ofMinutes(2)));
    assertThat(jumps).hasSize(1);
  }

  @Test
  void wallClockSetBack_neverGoesBack() {
    pass(Duration.ofMinutes(10));
    wall = wall.minus(Duration.ofDays(1));

    assertThat(time.now()).isEqualTo(START.plus(Duration.ofMinutes(10)));
    assertThat(jumps).containsExactly(Duration.ofDays(1));
  }

  @Test
  void smallCorrection_isFollowedAndTimeStandsRatherThanGoesBack() {
    pass(Duration.ofMinutes(1));
    Instant before = time.now();
    wall = wall.minus(Duration.ofSeconds(5));

    assertThat(time.now()).isEqualTo(before);
    pass(Duration.ofSeconds(10));
    assertThat(time.now()).isEqualTo(before.plus(Duration.ofSeconds(5)));
    assertThat(jumps).isEmpty();
  }

  @Test
  void sleepOfTheMachine_isTimeThatPassed() {
    pass(Duration.ofHours(3)); // both clocks count it

    assertThat(new Timetable(Schedule.PLAN, START).next(Map.of(), time.now()))
        .isInstanceOf(NextStep.Miss.class);
  }

  @Test
  void correctionOfAnEarlierLife_isTakenOver() {
    assertThat(time(Duration.ofHours(-2)).now()).isEqualTo(START.minus(Duration.ofHours(2)));
  }

  @Test
  void longWait_isCutIntoPiecesSoThatJumpsAreSeen() throws Exception {
    time.waitTowards(START.plus(Duration.ofHours(3)));

    assertThat(time.now()).isBefore(START.plus(Duration.ofMinutes(1)));
  }

  @Test
  void sinceBoot_isReadFromTheKernelElseFromTheJvm(@TempDir Path folder) throws Exception {
    Path uptime = folder.resolve("uptime");
    Files.writeString(uptime, "350735.47 234388.90\n");

    assertThat(new SinceBoot(uptime).get()).isEqualTo(Duration.ofMillis(350_735_470));
    assertThat(new SinceBoot(folder.resolve("none")).get()).isNotNull();
  }

  @Test
  void rehearsal_passesFastAndStandsStillBetweenWaits() throws Exception {
    List<Duration> slept = new ArrayList<>();
    RehearsalTime rehearsal =
        new RehearsalTime(START, 3600, Duration.ofSeconds(4), Duration.ofMinutes(15), slept::add);
    Instant then = START.plus(Duration.ofMinutes(20));

    rehearsal.waitTowards(then);
    assertThat(rehearsal.now()).isEqualTo(START.plus(Duration.ofMinutes(15)));
    pass(Duration.ofHours(1));
    rehearsal.waitTowards(then);
    rehearsal.waitTowards(then);

    assertThat(rehearsal.now()).isEqualTo(then);
    assertThat(slept).containsExactly(Duration.ofMillis(250), Duration.ofNanos(83_333_333));
    assertThat(rehearsal.real(Duration.ofMinutes(15))).isEqualTo(Duration.ofSeconds(4));
    assertThat(rehearsal.real(Duration.ofDays(2))).isEqualTo(Duration.ofSeconds(48));
  }
}
