package dev.genesis.harness.supervise;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.run.JournalEvent.Begun;
import dev.genesis.harness.run.JournalEvent.Completed;
import dev.genesis.harness.run.JournalReader;
import dev.genesis.harness.run.Manifest;
import dev.genesis.harness.run.ProcessEnd;
import dev.genesis.harness.run.RunEnd;
import dev.genesis.harness.run.RunMerge;
import dev.genesis.harness.run.RunRequest.Selection;
import dev.genesis.harness.run.RunScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The records that test JVMs left in folders (forks, reruns, shards), as one run. */
final class RecordedRun {
  private RecordedRun() {}

  private record Journal(Path file, List<JournalEvent> events, Instant begun, Instant ended) {}

  /**
   * Merges everything that is there.
   *
   * @throws SupervisionException if there is nothing, or it cannot be read
   */
  static CheckRun merge(
      List<Path> folders, Settings settings, RunScope scope, Map<String, Integer> lastCounts) {
    List<Journal> journals = journals(folders);
    String runId = runId(journals);
    RunMerge merge = new RunMerge(runId, scope, Selection.ALL, manifest(settings), lastCounts);
    Instant startedAt = journals.get(0).begun();
    Instant finishedAt = startedAt;
    for (Journal journal : journals) {
      RunMerge.Journal part = merge.begin();
      journal.events().forEach(part);
      part.ended(ProcessEnd.UNKNOWN);
      finishedAt = finishedAt.isBefore(journal.ended()) ? journal.ended() : finishedAt;
    }
    Duration took = Duration.between(startedAt, finishedAt);
    return merge.result(new RunEnd(startedAt, finishedAt, took, 0, List.of()));
  }

  private static Manifest manifest(Settings settings) {
    List<String> checks = settings.find(GenesisSettings.CHECKS).orElse(List.of());
    return checks.isEmpty() ? Manifest.NONE : Manifest.of(checks.stream().map(Path::of).toList());
  }

  private static List<Journal> journals(List<Path> folders) {
    List<Journal> journals = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
          journals.add(read(file));
        }
      } catch (IOException e) {
        throw SupervisionException.wrongUsage(
            folder + " cannot be read (" + Reasons.of(e) + "); give a folder with records");
      }
    }
    if (journals.isEmpty()) {
      throw SupervisionException.wrongUsage(
          "there are no records in "
              + folders
              + "; run the tests with -Dgenesis.record=true, which leaves them in target/genesis");
    }
    journals.sort(Comparator.comparing(Journal::begun));
    return journals;
  }

  private static Journal read(Path file) throws IOException {
    List<JournalEvent> events = JournalReader.readAll(file);
    Instant written = Files.getLastModifiedTime(file).toInstant();
    Instant begun = written;
    Instant ended = written;
    for (JournalEvent event : events) {
      if (event instanceof Begun first) {
        begun = first.at();
      } else if (event instanceof Completed last) {
        ended = last.at();
      }
    }
    return new Journal(file, events, begun, ended);
  }

  /** The same records are the same run, however often they are published. */
  private static String runId(List<Journal> journals) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Journal journal : journals) {
        digest.update(journal.events().toString().getBytes(StandardCharsets.UTF_8));
      }
      return RunIds.at(journals.get(0).begun(), HexFormat.of().formatHex(digest.digest(), 0, 4));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
