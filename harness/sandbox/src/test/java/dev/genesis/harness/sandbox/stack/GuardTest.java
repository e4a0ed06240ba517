package dev.genesis.harness.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
  @TempDir Path temporary;

  @Test
  void inputCloses_endsAProgramThatIgnoresTerm() throws Exception {
    Path pidFile = temporary.resolve("pid");
    Process guard =
        new ProcessBuilder(
                Guard.around(List.of("/bin/sh", "-c", "trap '' TERM; sleep 60 & wait"), pidFile))
            .start();
    await().until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
    ProcessHandle program =
        ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).orElseThrow();

    guard.getOutputStream().close();

    await().atMost(Duration.ofSeconds(5)).until(() -> !program.isAlive());
    await().until(() -> !guard.isAlive());
  }

  @Test
  void programEnds_guardEndsWithItsExitCode() throws Exception {
    Process guard =
        new ProcessBuilder(
                Guard.around(List.of("/bin/sh", "-c", "exit 7"), temporary.resolve("pid")))
            .start();

    assertThat(guard.waitFor()).isEqualTo(7);
    assertThat(guard.descendants()).isEmpty();
  }
}
