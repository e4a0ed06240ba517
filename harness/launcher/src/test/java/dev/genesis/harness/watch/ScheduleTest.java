package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final List<Checkpoint> PLAN = Schedule.PLAN.checkpoints();

  @Test
  void plan_has55CheckpointsAsThePlanCountsThem() {
    assertThat(PLAN).hasSize(55);
    assertThat(count("intensive", Checkpoint.Kind.CHECKPOINT)).isEqualTo(24);
    assertThat(count("active", Checkpoint.Kind.CHECKPOINT)).isEqualTo(18);
    assertThat(count("active", Checkpoint.Kind.FULL_SUITE)).isEqualTo(3);
    assertThat(count("passive", Checkpoint.Kind.CHECKPOINT)).isEqualTo(8);
    assertThat(count("passive", Checkpoint.Kind.FULL_SUITE)).isEqualTo(2);
  }

  @Test
  void plan_runsFullSuitesAt12And18And24And30And42Hours() {
    assertThat(PLAN.stream().filter(c -> c.kind() == Checkpoint.Kind.FULL_SUITE))
        .extracting(Checkpoint::name)
        .containsExactly("h12-full", "h18-full", "h24-full", "h30-full", "h42-full");
  }

  @Test
  void plan_namesAreUniqueAndInOrder() {
    assertThat(PLAN).extracting(Checkpoint::name).doesNotHaveDuplicates();
    assertThat(PLAN).extracting(Checkpoint::offset).isSorted();
    assertThat(PLAN.get(0).name()).isEqualTo("h00m15");
    assertThat(PLAN.get(54).name()).isEqualTo("h48");
  }

  @Test
  void fullSuite_comesAfterTheCheckpointItFallsOn() {
    List<String> names = PLAN.stream().map(Checkpoint::name).toList();

    assertThat(names.indexOf("h12-full")).isEqualTo(names.indexOf("h12") + 1);
  }

  @Test
  void deadline_isWhenTheNextCheckpointIsDue() {
    assertThat(PLAN.get(0).deadline()).isEqualTo(Duration.ofMinutes(30));
    assertThat(named("h24").deadline()).isEqualTo(Duration.ofHours(27));
    assertThat(named("h12-full").deadline()).isEqualTo(Duration.ofHours(13));
    assertThat(named("h48").deadline()).isEqualTo(Duration.ofHours(51));
  }

  @Test
  void ownSchedule_isReadFromYaml() {
    Schedule schedule =
        ScheduleYaml.parse(
            """
            name: a day
            phases:
              - {name: first, from: 0h, to: 2h, every: 30m}
              - {name: then, from: 2h, to: 24h, every: 11h, full-at: [3h, 24h]}
            """,
            "own.yaml");

    assertThat(schedule.name()).isEqualTo("a day");
    assertThat(schedule.checkpoints())
        .extracting(Checkpoint::name)
        .containsExactly("h00m30", "h01", "h01m30", "h02", "h03-full", "h13", "h24", "h24-full");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{name: a, from: 0h, to: 2h, every: 1h}, {name: b, from: 3h, to: 6h, every: 1h}] | leaves a hole
          [{name: a, from: 0h, to: 2h, every: 1h}, {name: b, from: 1h, to: 6h, every: 1h}] | overlaps
          [{name: a, from: 1h, to: 2h, every: 1h}]                                         | leaves a hole
          [{name: a, from: 0h, to: 2h, every: 45m}]                                        | does not divide
          [{name: a, from: 0h, to: 0h, every: 1h}]                                         | not after
          [{name: a, from: 0h, to: 2h, every: 1h, full-at: [3h]}]                          | outside
          [{name: a, from: 0h, to: 2h, every: 0s}]                                         | does not divide
          [{name: a, from: 0h, to: 2h}]                                                    | every
          [{name: a, from: 0h, to: 2 h, every: 1h}]                                        | no duration
          [{name: a, from: 0h, to: 2h, every: 1h, until: 3h}]                              | 'until' is unknown
          []                                                                               | list
          x: [                                                                             | no YAML
          """)
  void brokenSchedule_isRefusedInOneLine(String phases, String says) {
    assertThatThrownBy(() -> ScheduleYaml.parse("name: own\nphases: " + phases, "own.yaml"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(says)
        .message()
        .contains("own")
        .doesNotContain("\n");
  }

  @Test
  void missingFile_isRefusedByName() {
    assertThatThrownBy(() -> ScheduleYaml.read(Path.of("no-such-schedule.yaml")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no-such-schedule.yaml");
  }

  private static long count(String phase, Checkpoint.Kind kind) {
    return PLAN.stream().filter(c -> c.phase().equals(phase) && c.kind() == kind).count();
  }

  private static Checkpoint named(String name) {
    return PLAN.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
