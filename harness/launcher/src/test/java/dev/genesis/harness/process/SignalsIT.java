package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.process.GenesisProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsIT {
  @TempDir private Path folder = Path.of("");

  private Process waiting(GenesisProcess genesis) throws IOException {
    Process process =
        genesis.start(
            "run",
            "--checks",
            genesis.jar("ugly", "Waits") + "",
            "--output",
            "out",
            "--parallel",
            "1");
    await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(folder.resolve("waiting")));
    return process;
  }

  private static void signal(Process process, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signal_keepsWhatIsKnown_andEndsWithItsOwnCode(String signal, int exitCode) throws Exception {
    GenesisProcess genesis = new GenesisProcess(folder);
    Process process = waiting(genesis);
    signal(process, signal);
    Ended run = genesis.ended(process);
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
    assertThat(genesis.outcome("Waits.passes")).isEqualTo("passed");
    assertThat(genesis.outcome("Waits.neverComesToThis")).isEqualTo("not_run");
  }

  @Test
  void secondSignal_endsAtOnce() throws Exception {
    GenesisProcess genesis = new GenesisProcess(folder);
    Process process = waiting(genesis);
    List<ProcessHandle> children = process.descendants().toList();
    signal(process, "INT");
    signal(process, "TERM");
    assertThat(genesis.ended(process).exitCode()).isIn(130, 143);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void killed_leavesNoProcess_andTheNextRunCountsItAsLost() throws Exception {
    GenesisProcess genesis = new GenesisProcess(folder);
    Process process = waiting(genesis);
    List<ProcessHandle> children = process.descendants().toList();
    assertThat(children).isNotEmpty();
    signal(process, "KILL");
    assertThat(genesis.ended(process).exitCode()).isEqualTo(137);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));

    Ended next =
        genesis.run("run", "--checks", genesis.jar("good", "LeaksAThread") + "", "--output", "out");
    assertThat(next.exitCode()).isZero();
    assertThat(next.err()).contains("was lost").contains("counted as lost");
    Ended afterThat = genesis.run("run", "--checks", folder.resolve("good.jar") + "");
    assertThat(afterThat.err()).doesNotContain("lost");
  }
}
