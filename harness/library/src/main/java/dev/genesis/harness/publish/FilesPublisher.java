package dev.genesis.harness.publish;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.SuiteRun;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a run in the output folder: {@code run.json}, {@code TEST-SUITE.xml} for each suite,
 * {@code metrics.prom}. Each is there whole or as it was before.
 */
public final class FilesPublisher implements Publisher {
  static final String NAME = "files";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wanted(Settings settings) {
    return settings.find(GenesisSettings.OUTPUT).isPresent();
  }

  @Override
  public List<Publication> publish(JudgedRun run, Settings settings, KeptValues kept) {
    Path folder = settings.get(GenesisSettings.OUTPUT);
    try {
      writeOutcome(Publishing.outcome(run, List.of()), folder);
      for (SuiteRun suite : run.run().suites()) {
        AtomicFile.write(
            folder.resolve("TEST-" + GroupingKey.plain(suite.name()) + ".xml"),
            out -> JUnitXml.write(run.run(), suite, out));
      }
      writeMetrics(run, settings, kept, folder);
      return List.of(new Publication(NAME, true, null));
    } catch (IOException e) {
      return List.of(failed(folder, e));
    }
  }

  /**
   * Replaces {@code run.json} by the outcome and {@code metrics.prom} by what was really pushed, if
   * files are wanted.
   *
   * @return the outcome; another one if even this could not be written
   */
  static RunOutcome complete(
      RunOutcome outcome, JudgedRun run, Settings settings, KeptValues kept) {
    boolean written = outcome.publications().stream().anyMatch(p -> p.to().equals(NAME) && p.ok());
    if (!written) {
      return outcome;
    }
    Path folder = settings.get(GenesisSettings.OUTPUT);
    try {
      writeMetrics(run, settings, kept, folder);
      writeOutcome(outcome, folder);
      return outcome;
    } catch (IOException e) {
      List<Publication> publications = new ArrayList<>(outcome.publications());
      publications.removeIf(p -> p.to().equals(NAME));
      publications.add(failed(folder, e));
      return Publishing.outcome(run, publications);
    }
  }

  private static void writeOutcome(RunOutcome outcome, Path folder) throws IOException {
    AtomicFile.write(folder.resolve("run.json"), out -> RunJson.write(outcome, out));
  }

  private static void writeMetrics(JudgedRun run, Settings settings, KeptValues kept, Path folder)
      throws IOException {
    AtomicFile.write(
        folder.resolve("metrics.prom"), out -> Exposition.write(run, settings, kept, out));
  }

  private static Publication failed(Path folder, IOException e) {
    String why = "cannot be written (" + SafeText.line(String.valueOf(e.getMessage()), 200) + ")";
    if (e instanceof AccessDeniedException) {
      why = "may not be written";
    } else if (e instanceof FileAlreadyExistsException) {
      why = "is no folder";
    }
    return new Publication(NAME, false, folder + " " + why + "; give --output another folder");
  }
}
