package dev.genesis.harness.supervise;

import dev.genesis.harness.publish.RunStoreException;
import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.run.JournalEvent.Begun;
import dev.genesis.harness.run.JournalEvent.Finished;
import dev.genesis.harness.run.JournalEvent.Planned;
import dev.genesis.harness.run.JournalReader;
import dev.genesis.harness.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs whose process died before it could count them ({@code kill -9}, a power cut): found by the
 * next run, said, and counted as lost.
 */
final class LostRuns {
  private LostRuns() {}

  /** Finds them, and counts each once. */
  static void count(StateFolder state, RunMemory history, RunObserver observer) {
    for (Path folder : state.runFolders()) {
      try (RunFolder lost = RunFolder.takeLost(folder).orElse(null)) {
        if (lost != null) {
          count(lost, history, observer);
        }
      } catch (IOException e) {
        observer.says("the run folder " + folder + " cannot be read (" + Reasons.of(e) + ")");
      }
    }
  }

  private static void count(RunFolder lost, RunMemory history, RunObserver observer)
      throws IOException {
    Path request = lost.request(1);
    if (!Files.exists(request)) {
      lost.done(); // it died before it began anything: nothing was promised, nothing is lost
      return;
    }
    RunRequest asked = RunRequest.read(request);
    Set<String> suites = new TreeSet<>();
    Instant startedAt = Clock.systemUTC().instant();
    long ended = 0;
    for (Path journal : lost.journals()) {
      List<JournalEvent> events = JournalReader.readAll(journal);
      for (JournalEvent event : events) {
        if (event instanceof Begun begun && begun.at().isBefore(startedAt)) {
          startedAt = begun.at();
        } else if (event instanceof Planned planned && planned.check() != null) {
          suites.add(planned.check().suite());
        } else if (event instanceof Finished) {
          ended++;
        }
      }
    }
    try {
      history.recordLost(lost.runId(), asked.scope(), suites, startedAt);
    } catch (RunStoreException e) {
      observer.says("a lost run could not be counted: " + e.getMessage());
      return; // the next run tries again
    }
    observer.says(
        "run "
            + lost.runId()
            + " on environment "
            + asked.scope().environment()
            + " was lost: its process died after "
            + ended
            + " ends in its journal; counted as lost, not as a result");
    lost.done();
  }
}
