package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.sandbox.CompressedTime;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.sandbox.trial.Trial;
import dev.genesis.harness.sandbox.trial.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The suite as people run it, with its own limits, against the sandbox as it is for everybody. */
class SuiteTest {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  @Test
  void withoutAnyService_everyCheckFailsWithReasonSetup() {
    Map<String, Verdict> verdicts = Trial.of(Map.of()).runAll(World.CHECKS);

    assertThat(verdicts).hasSameSizeAs(ProofTable.proofs());
    assertThat(verdicts.values())
        .allSatisfy(
            verdict ->
                assertThat(verdict.failure().map(Failure::reason)).contains(FailureReason.SETUP));
  }

  @Tag("full")
  @RepeatedTest(10)
  void freshSandbox_isGreenWithinAMinute() throws IOException {
    greenWithinAMinute("8");
  }

  @Tag("full")
  @Test
  void freshSandbox_isGreenWithinAMinute_oneCheckAtATime() throws IOException {
    greenWithinAMinute("1");
  }

  private static void greenWithinAMinute(String parallel) throws IOException {
    try (Sandbox sandbox =
            Sandbox.builder()
                .withEverything()
                .monitoring(Path.of("..", "monitoring"))
                .time(CompressedTime.fast())
                .start();
        GrafanaStandIn grafana = GrafanaStandIn.start()) {
      Trial trial =
          Trial.in(sandbox)
              .with("genesis.service.grafana.url", grafana.uri().toString())
              .with("junit.jupiter.execution.parallel.config.fixed.parallelism", parallel)
              .with("junit.jupiter.execution.parallel.config.fixed.max-pool-size", parallel);
      await("a green run")
          .atMost(A_MINUTE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(500))
          .pollInSameThread()
          .untilAsserted(() -> assertThat(red(trial.runAll(World.CHECKS))).isEmpty());
      assertThat(red(trial.runAll(World.CHECKS))).as("red in the run after it").isEmpty();
    }
  }

  private static Set<String> red(Map<String, Verdict> verdicts) {
    Set<String> red = new TreeSet<>();
    verdicts.forEach(
        (id, verdict) -> {
          if (!verdict.passed()) {
            red.add(id + ": " + verdict.failure().map(Failure::message).orElse(""));
          }
        });
    return red;
  }
}
