package dev.genesis.monitoring.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.monitoring.loop.LauncherJar.Ended;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop whole: the launcher's jar, both suites, the real programs. */
class LoopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<String> ON_CALL =
      List.of("pagerduty-critical", "slack-critical", "oncall@genesis.example");

  @TempDir Path folder;

  private Sandbox sandbox;
  private SandboxQueries queries;
  private LauncherJar launcher;

  @BeforeEach
  void start() {
    launcher = new LauncherJar(folder);
    sandbox =
        Sandbox.builder()
            .withEverything()
            .time(CompressedTime.fast())
            .monitoring(Path.of("").toAbsolutePath())
            .start();
    queries = new SandboxQueries(sandbox);
  }

  @AfterEach
  void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void faultOn_pagesThreeWays_faultOff_isGreenWithoutHelpAndSaidToBe() throws Exception {
    await().atMost(PATIENCE).until(sandbox::seen);
    runUntilGreen();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(queries.values("genesis_test_pass_rate")).containsExactly(1.0, 1.0));

    sandbox.genesis().switchOn(Fault.ERROR_RATIO);
    await().atMost(PATIENCE).until(() -> queries.firing().contains("HighErrorRate"));
    Ended failed = launcher.runIn(sandbox);

    assertThat(failed.exitCode()).as(failed.output()).isEqualTo(1);
    for (String receiver : ON_CALL) {
      await().atMost(PATIENCE).until(() -> told(receiver, false));
      assertThat(sandbox.receivers().taken(receiver))
          .filteredOn(n -> n.mentions("TestPassRateLow"))
          .allMatch(n -> n.mentions("INCIDENT_RESPONSE.md#testpassratelow"))
          .allMatch(n -> n.problems().isEmpty());
    }

    sandbox.genesis().switchOff(Fault.ERROR_RATIO);
    runUntilGreen();

    for (String receiver : ON_CALL) {
      await().atMost(PATIENCE).until(() -> told(receiver, true));
    }
  }

  @RepeatedTest(9)
  @Tag("full")
  void andAgain() throws Exception {
    faultOn_pagesThreeWays_faultOff_isGreenWithoutHelpAndSaidToBe();
  }

  /** Runs as a timer would; nothing else is done to make it green. */
  private void runUntilGreen() throws Exception {
    Ended last = launcher.runIn(sandbox);
    for (int run = 1; last.exitCode() != 0 && run < 6; run++) {
      last = launcher.runIn(sandbox);
    }
    assertThat(last.exitCode()).as(last.output()).isZero();
  }

  private boolean told(String receiver, boolean resolved) {
    return sandbox.receivers().taken(receiver).stream()
        .anyMatch(n -> n.mentions("TestPassRateLow") && n.resolved() == resolved);
  }
}
