package dev.genesis.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFolderTest {
  @TempDir Path parent;

  @Test
  void folderWhoseOwnerIsGone_isDeletedByTheNext() throws Exception {
    Path abandoned = Files.createDirectories(parent.resolve("box-1/data"));
    Files.writeString(abandoned.resolve("wal"), "old");
    Files.writeString(parent.resolve("box-1/owner.lock"), "");
    Path foreign = Files.createDirectories(parent.resolve("other-1"));
    Files.writeString(foreign.resolve("owner.lock"), "");
    Path unowned = Files.createDirectories(parent.resolve("box-2"));

    try (OwnedFolder folder = OwnedFolder.create(parent, "box-")) {
      assertThat(parent.resolve("box-1")).doesNotExist();
      assertThat(foreign).exists();
      assertThat(unowned).exists();
      assertThat(folder.path()).exists();
    }
  }

  @Test
  void folderInUse_stays_untilItIsClosed() throws Exception {
    try (OwnedFolder first = OwnedFolder.create(parent, "box-")) {
      Path closed;
      try (OwnedFolder second = OwnedFolder.create(parent, "box-")) {
        closed = second.path();
        assertThat(first.path()).exists();
        assertThat(closed).exists();
      }
      assertThat(closed).doesNotExist();
      assertThat(first.path()).exists();
    }
  }
}
