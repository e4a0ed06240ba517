package dev.genesis.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.genesis.harness.SmokeCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The journal that a test JVM leaves, as Surefire, Gradle and the IDE start it. */
class RecordingListenerTest {
  private static final AtomicBoolean FAILS = new AtomicBoolean();

  @TempDir private Path folder;

  /** One check, and one unit test that is nobody's business. */
  static class Mixed {
    @SmokeCheck
    void check() {
      assertThat(FAILS).isFalse();
    }

    @Test
    void unitTest() {
      throw new AssertionError("not counted");
    }
  }

  private void execute(Map<String, String> parameters) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Mixed.class))
                .configurationParameters(parameters)
                .build());
  }

  private Map<String, String> recording() {
    return Map.of("genesis.record", "true", "genesis.record-dir", folder.toString());
  }

  private CheckRun merged() throws Exception {
    RunMerge merge =
        new RunMerge(
            "run",
            new RunScope("test", null, null, null, null),
            RunRequest.Selection.ALL,
            Manifest.NONE,
            Map.of());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        RunMerge.Journal journal = merge.begin();
        JournalReader.readAll(file).forEach(journal);
        journal.ended(ProcessEnd.UNKNOWN);
      }
    }
    return merge.result(new RunEnd(Instant.EPOCH, Instant.EPOCH, Duration.ZERO, 0, List.of()));
  }

  @Test
  void annotatedChecksAlone_areRecorded_andARerunIsFlaky() throws Exception {
    execute(Map.of("genesis.record-dir", folder.toString()));
    assertThat(folder).as("without genesis.record").isEmptyDirectory();

    FAILS.set(true);
    execute(recording());
    FAILS.set(false);
    execute(recording());

    CheckRun run = merged();
    assertThat(run.checks())
        .singleElement()
        .satisfies(c -> assertThat(c.id()).isEqualTo("smoke/RecordingListenerTest.Mixed.check"));
    assertThat(run.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0, 0));
    assertThat(run.conclusive()).isTrue();
    assertThat(RunContext.installed()).isEmpty();
  }
}
