package dev.genesis.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Severity;
import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.Status;
import dev.genesis.harness.run.JournalEvent.StopCause;
import dev.genesis.harness.run.JournalEvent.Trouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back, whatever becomes of the writer. */
class JournalTest {
  private static final Instant NOW = Instant.parse("2026-11-25T18:00:00.123456Z");
  private static final String UGLY = "\u0000\n\r\t\"<script>\u2028 \uD83D\uDE00 \\";

  @TempDir private Path folder;

  private Path journal() {
    return folder.resolve("journal-1.jsonl");
  }

  private JournalWriter writer() throws Exception {
    return new JournalWriter(
        journal(),
        e -> {
          throw new AssertionError(e);
        });
  }

  @Test
  void everyEvent_comesBackAsItWas() throws Exception {
    CheckMetadata check =
        new CheckMetadata(
            "s/" + UGLY,
            "s",
            Severity.P0,
            "owner",
            "runbook",
            UGLY,
            Duration.ofMillis(1500),
            3,
            List.of("genesis", "prometheus"),
            true,
            new CheckMetadata.Quarantined("o", UGLY, LocalDate.of(2026, 12, 31)));
    Failure failure = new Failure(FailureReason.STATUS, "T", UGLY, "at\n");
    List<JournalEvent> events =
        List.of(
            new JournalEvent.Begun("r", "test", 42, NOW),
            new JournalEvent.Planned(0, -1, Kind.CONTAINER, false, "[e]", UGLY, 1, "s", null),
            new JournalEvent.Planned(1, 0, Kind.TEMPLATE, true, "[e]/[t]", "n", 10, "s", check),
            new JournalEvent.Omitted(new LeftOut(check, true, "why")),
            new JournalEvent.Missing(check, "gone"),
            new JournalEvent.Discovered(1, NOW),
            new JournalEvent.Started(1, NOW),
            new JournalEvent.Skipped(1, UGLY),
            new JournalEvent.Finished(1, Status.FAILED, Duration.ofNanos(123), failure),
            new JournalEvent.Requested(1, "genesis", Duration.ofNanos(7), 503),
            new JournalEvent.Stopping(StopCause.FAIL_FAST, NOW),
            new JournalEvent.Printed(1, "stdout", UGLY),
            new JournalEvent.Hung(1, Duration.ofSeconds(3), "dump"),
            new JournalEvent.Exiting(1, "System.exit", "stack"),
            new JournalEvent.Troubled(Trouble.CLOSE, "s", "session", failure, UGLY),
            new JournalEvent.Completed(NOW));
    try (JournalWriter writer = writer()) {
      events.forEach(writer::write);
    }

    assertThat(JournalReader.readAll(journal())).isEqualTo(events);
  }

  @Test
  void writtenNow_isInTheFileWithEverythingBeforeIt() throws Exception {
    try (JournalWriter writer = writer()) {
      writer.write(new JournalEvent.Skipped(1, ""));
      writer.writeNow(new JournalEvent.Started(2, NOW));

      assertThat(JournalReader.readAll(journal())).hasSize(2);
    }
  }

  @Test
  void writtenLater_isInTheFileSoon() throws Exception {
    try (JournalWriter writer = writer()) {
      writer.write(new JournalEvent.Skipped(1, ""));

      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> JournalReader.readAll(journal()).size() == 1);
    }
  }

  @Test
  void threadWithAnInterrupt_writesAllTheSame() throws Exception {
    try (JournalWriter writer = writer()) {
      Thread.currentThread().interrupt();
      writer.writeNow(new JournalEvent.Started(1, NOW));
      assertThat(Thread.interrupted()).isTrue();
      writer.writeNow(new JournalEvent.Started(2, NOW));
    }
    assertThat(JournalReader.readAll(journal())).hasSize(2);
  }

  @Test
  void halfALine_waitsForItsEnd() throws Exception {
    try (JournalReader reader = new JournalReader(journal())) {
      assertThat(reader.poll()).isEmpty();
      append("{\"event\":\"skipped\",");
      assertThat(reader.poll()).isEmpty();
      assertThat(reader.torn()).isTrue();
      append("\"node\":3}\n");
      assertThat(reader.poll()).containsExactly(new JournalEvent.Skipped(3, ""));
      assertThat(reader.torn()).isFalse();
    }
  }

  @Test
  void garbage_isCountedAndPassedOver() throws Exception {
    append("nonsense\n{\"event\":\"of-the-future\"}\n{\"event\":\"skipped\",\"node\":3}\n\u0000\n");
    try (JournalReader reader = new JournalReader(journal())) {
      assertThat(reader.poll()).hasSize(1);
      assertThat(reader.garbage()).isEqualTo(3);
    }
  }

  private void append(String text) throws Exception {
    Files.write(
        journal(),
        text.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
