package dev.genesis.harness.supervise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Journals are kept for looking things up, but not for ever. */
final class OldRuns {
  /** About a week of runs every six hours, and a watch of 55 checkpoints. */
  private static final int KEPT = 60;

  private OldRuns() {}

  /** Deletes the folders of the oldest counted runs. */
  static void clear(StateFolder state) {
    List<Path> folders = state.runFolders().stream().filter(RunFolder::isDone).toList();
    for (Path folder : folders.subList(0, Math.max(0, folders.size() - KEPT))) {
      try {
        RunFolder.delete(folder);
      } catch (IOException e) {
        return; // somebody else is clearing, or it is not ours to delete; the next run looks again
      }
    }
  }
}
