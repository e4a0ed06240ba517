package dev.genesis.harness.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.run.Children.JUnit;
import dev.genesis.harness.run.ugly.Endings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks that end their process or hang: they fail, and nothing else does. */
class EndingsTest {
  @TempDir private Path folder;

  private Children children(JUnit junit, Class<?>... classes) {
    return new Children(junit, folder, UglyJar.of(folder.resolve("ugly.jar"), classes));
  }

  private static Map<String, Long> of(CheckRun run, String type) {
    return new TreeMap<>(
        run.checks().stream()
            .filter(c -> !c.item() && c.id().startsWith("ugly/Endings." + type + "."))
            .collect(groupingBy(c -> c.outcome().label(), counting())));
  }

  private static Failure failureOf(CheckRun run, String type) {
    return run.checks().stream()
        .filter(c -> c.id().startsWith("ugly/Endings." + type + "."))
        .map(CheckResult::failure)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(JUnit.class)
  void endingTheProcess_failsTheGuiltyAloneAndTheRestRuns(JUnit junit) throws Exception {
    Children children =
        children(
                junit,
                Endings.Innocent.class,
                Endings.Exits.class,
                Endings.Halts.class,
                Endings.EatsMemory.class)
            .limits(
                new RunRequest.Limits(8, Duration.ofSeconds(20), Duration.ofSeconds(50), false));

    CheckRun run = children.run();

    assertThat(of(run, "Exits")).isEqualTo(Map.of("failed", 1L));
    assertThat(of(run, "Halts")).isEqualTo(Map.of("failed", 1L));
    assertThat(of(run, "EatsMemory")).isEqualTo(Map.of("failed", 1L));
    assertThat(of(run, "Innocent")).isEqualTo(Map.of("passed", 4L));
    assertThat(run.counts().total()).isEqualTo(7);
    assertThat(failureOf(run, "Exits").message()).contains("System.exit");
    assertThat(failureOf(run, "Exits").detail()).contains("Endings$Exits.exits");
    assertThat(failureOf(run, "EatsMemory").message()).contains("OutOfMemoryError");
    assertThat(run.problems()).anyMatch(p -> p.contains("ugly/Endings.Exits.exits"));
    assertThat(run.conclusive()).isTrue();
  }

  @Test
  void hanging_failsByTimeoutWhereverItHangs() throws Exception {
    hanging(JUnit.FIVE);
  }

  @Test
  @Tag("full")
  void hangingUnderJUnit6_failsByTimeoutWhereverItHangs() throws Exception {
    hanging(JUnit.SIX);
  }

  private void hanging(JUnit junit) throws Exception {
    Children children =
        children(
                junit,
                Endings.Innocent.class,
                Endings.Spins.class,
                Endings.SpinsWithTimeout.class,
                Endings.SpinsOnAnotherThread.class,
                Endings.Sleeps.class,
                Endings.ReadsASocket.class,
                Endings.HangsInConstructor.class,
                Endings.HangsInBeforeAll.class,
                Endings.HangsInSource.class,
                Endings.HangsInDynamicTest.class)
            .limits(
                new RunRequest.Limits(16, Duration.ofMillis(1500), Duration.ofSeconds(50), false));

    CheckRun run = children.run();

    for (String type :
        new String[] {
          "Spins",
          "SpinsWithTimeout",
          "SpinsOnAnotherThread",
          "Sleeps",
          "ReadsASocket",
          "HangsInSource"
        }) {
      assertThat(of(run, type)).as(type).isEqualTo(Map.of("failed", 1L));
      assertThat(failureOf(run, type).reason()).as(type).isEqualTo(FailureReason.TIMEOUT);
    }
    assertThat(of(run, "HangsInBeforeAll")).isEqualTo(Map.of("failed", 2L));
    assertThat(of(run, "HangsInConstructor")).isEqualTo(Map.of("failed", 2L));
    assertThat(failureOf(run, "HangsInConstructor").reason()).isEqualTo(FailureReason.TIMEOUT);
    assertThat(of(run, "HangsInDynamicTest")).isEqualTo(Map.of("passed", 3L, "failed", 1L));
    assertThat(of(run, "Innocent")).isEqualTo(Map.of("passed", 4L));
    assertThat(failureOf(run, "Spins").detail()).contains("Endings$Spins.spins");
    assertThat(children.output()).doesNotContain("killed by the test");
  }
}
