package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchPartsTest {
  @TempDir Path folder;

  @Test
  void secondWatchOverADeployment_isRefusedUntilTheFirstEnds() {
    try (WatchLock first = WatchLock.take(folder, "production", "1.4.2")) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> WatchLock.take(folder, "production", "1.4.2"))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("another watch over 1.4.2 in production");
      WatchLock.take(folder, "staging", "1.4.2").close();
    }
    WatchLock.take(folder, "production", "1.4.2").close();
  }

  @Test
  void logScan_seesNewErrorsOnceAndFollowsRotation() throws Exception {
    Path log = folder.resolve("app.log");
    Files.writeString(log, "ERROR from before the watch\n");
    LogScan scan = new LogScan(List.of(log));
    List<String> problems = new ArrayList<>();

    assertThat(scan.newErrors(problems)).isEmpty();
    append(log, "INFO fine\nERROR new\njava.lang.IllegalStateException: x\nERROR half a li");
    assertThat(scan.newErrors(problems))
        .containsExactly("app.log: ERROR new", "app.log: java.lang.IllegalStateException: x");
    append(log, "ne\n");
    assertThat(scan.newErrors(problems)).containsExactly("app.log: ERROR half a line");
    Files.writeString(log, "FATAL rotated\n");
    assertThat(scan.newErrors(problems)).containsExactly("app.log: FATAL rotated");
    assertThat(problems).isEmpty();
    Files.delete(log);
    assertThat(scan.newErrors(problems)).isEmpty();
    assertThat(problems).singleElement().asString().contains("app.log");
  }

  private static void append(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  @Test
  void signal_endsAWaitOfHoursAtOnce() {
    AtomicInteger asked = new AtomicInteger();
    StoppableSleep sleep = new StoppableSleep(() -> asked.getAndIncrement() < 2 ? 0 : 15);

    assertThatThrownBy(() -> sleep.sleep(Duration.ofHours(3)))
        .isInstanceOfSatisfying(
            WatchStopped.class, stopped -> assertThat(stopped.signal()).isEqualTo(15));
  }

  @Test
  void metrics_countRunningAsPendingAndEndInANewline() {
    WatchRecord record = Watches.record(0, (i, r) -> i == 3 ? Watches.missed(r) : r);

    assertThat(WatchMetrics.text(record))
        .isEqualTo(
            """
            # HELP genesis_watch_checkpoints Checkpoints of the watch by state.
            # TYPE genesis_watch_checkpoints gauge
            genesis_watch_checkpoints{state="done"} 54
            genesis_watch_checkpoints{state="missed"} 1
            genesis_watch_checkpoints{state="pending"} 0
            """);
  }
}
