package dev.genesis.harness.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run's folder: its owner's lock, the requests and journals of its processes, and at the end a
 * mark that it was counted. A folder that nobody holds and that has no mark is a lost run.
 */
final class RunFolder implements AutoCloseable {
  private static final String LOCK = "owner.lock";
  private static final String DONE = "done";

  private final Path folder;
  private final FileLocks.Held owner;

  private RunFolder(Path folder, FileLocks.Held owner) {
    this.folder = folder;
    this.owner = owner;
  }

  /** A new run's folder, held by this process. */
  static RunFolder create(StateFolder state, String runId) {
    Path folder = state.runs().resolve(runId);
    try {
      Files.createDirectories(folder);
      return take(folder).orElseThrow(() -> new IOException("another process has it"));
    } catch (IOException e) {
      throw SupervisionException.wrongUsage(
          "the run folder "
              + folder
              + " cannot be written ("
              + Reasons.of(e)
              + "); give another place with --history FILE or XDG_STATE_HOME");
    }
  }

  /** The folder, if its owner is gone without having counted the run. */
  static Optional<RunFolder> takeLost(Path folder) throws IOException {
    if (Files.exists(folder.resolve(DONE)) || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Optional<RunFolder> taken = take(folder);
    if (taken.isPresent() && Files.exists(folder.resolve(DONE))) {
      taken.get().close(); // its owner finished between the two looks
      return Optional.empty();
    }
    return taken;
  }

  private static Optional<RunFolder> take(Path folder) throws IOException {
    return FileLocks.tryLock(folder.resolve(LOCK)).map(lock -> new RunFolder(folder, lock));
  }

  static boolean isDone(Path folder) {
    return Files.exists(folder.resolve(DONE));
  }

  String runId() {
    return String.valueOf(folder.getFileName());
  }

  Path path() {
    return folder;
  }

  Path request(int process) {
    return folder.resolve("request-" + process + ".json");
  }

  Path journal(int process) {
    return folder.resolve("journal-" + process + ".jsonl");
  }

  /** The journals there are, in the order of their processes. */
  List<Path> journals() throws IOException {
    List<Path> found = new ArrayList<>();
    for (int process = 1; Files.exists(journal(process)); process++) {
      found.add(journal(process));
    }
    return found;
  }

  /** Marks the run as counted. */
  void done() throws IOException {
    if (!isDone(folder)) {
      Files.createFile(folder.resolve(DONE));
    }
  }

  @Override
  public void close() throws IOException {
    owner.close();
  }

  /** Deletes a folder with everything in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
