package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.process.GenesisProcess.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UglyChecksIT {
  @TempDir private Path folder = Path.of("");

  private GenesisProcess genesis() {
    return new GenesisProcess(folder);
  }

  @Test
  void exit_failsTheCheckThatDidIt_andTheOthersRun() throws Exception {
    GenesisProcess genesis = genesis();
    Ended run =
        genesis.run("run", "--checks", genesis.jar("ugly", "Exits") + "", "--output", "out");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(genesis.outcome("Exits.exits")).isEqualTo("failed");
    assertThat(genesis.outcome("Exits.passes")).isEqualTo("passed");
    assertThat(genesis.outcome("Exits.passesToo")).isEqualTo("passed");
    assertThat(genesis.runJson().path("counts").path("total").asInt()).isEqualTo(3);
  }

  @Test
  void halt_failsTheCheckThatDidIt_andTheOthersRun() throws Exception {
    GenesisProcess genesis = genesis();
    Ended run =
        genesis.run("run", "--checks", genesis.jar("ugly", "Halts") + "", "--output", "out");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(genesis.outcome("Halts.halts")).isEqualTo("failed");
    assertThat(genesis.outcome("Halts.passes")).isEqualTo("passed");
  }

  @Test
  void outOfMemory_failsTheCheckThatDidIt_andTheOthersRun() throws Exception {
    GenesisProcess genesis = genesis();
    Ended run =
        genesis.run(
            "run",
            "--checks",
            genesis.jar("ugly", "RunsOutOfMemory") + "",
            "--output",
            "out",
            "--jvm-args=-Xmx24m");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(genesis.outcome(".runsOutOfMemory")).isEqualTo("failed");
    assertThat(genesis.outcome(".passes")).isEqualTo("passed");
  }

  @Test
  void busyLoop_isEndedAtItsDeadline_withTheStackOfWhatHung() throws Exception {
    GenesisProcess genesis = genesis();
    Ended run =
        genesis.run(
            "run",
            "--checks",
            genesis.jar("ugly", "Spins") + "",
            "--output",
            "out",
            "--check-timeout",
            "500ms");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(genesis.outcome("Spins.spins")).isEqualTo("failed");
    assertThat(genesis.outcome("Spins.passes")).isEqualTo("passed");
    assertThat(genesis.runJson().toString()).contains("\"reason\":\"timeout\"");
  }

  @Test
  void leakedThread_doesNotKeepTheRunAlive() throws Exception {
    GenesisProcess genesis = genesis();
    Ended run = genesis.run("run", "--checks", genesis.jar("ugly", "LeaksAThread") + "");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void failsOnce_passesOnConfirmation_andIsFlaky() throws Exception {
    GenesisProcess genesis = genesis();
    Ended run =
        genesis.run(
            "run",
            "--checks",
            genesis.jar("ugly", "FailsOnce") + "",
            "--confirm",
            "1",
            "--confirm-delay",
            "10ms",
            "--output",
            "out");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(genesis.outcome(".failsOnce")).isEqualTo("passed");
    assertThat(genesis.runJson().path("counts").path("flaky").asInt()).isEqualTo(1);
    assertThat(run.out()).contains("flaky");
  }

  @Test
  void failsOnceUnconfirmed_counts() throws Exception {
    GenesisProcess genesis = genesis();
    Ended run = genesis.run("run", "--checks", genesis.jar("ugly", "FailsOnce") + "");
    assertThat(run.exitCode()).isEqualTo(1);
    Ended failed =
        genesis.run(
            "run", "--checks", folder.resolve("ugly.jar") + "", "--failed", "--output", "out");
    assertThat(failed.exitCode()).as(failed.out() + failed.err()).isZero();
    assertThat(genesis.runJson().path("counts").path("total").asInt()).isEqualTo(1);
  }
}
