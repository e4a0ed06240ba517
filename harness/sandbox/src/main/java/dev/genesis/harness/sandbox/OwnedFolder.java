package dev.genesis.harness.sandbox;

import dev.genesis.harness.sandbox.stack.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A temporary folder that is known to be in use as long as this process lives: what a killed one
 * left behind is deleted by the next.
 */
final class OwnedFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnedFolder.class);
  private static final String LOCK = "owner.lock";

  private final Path path;
  private final FileChannel lock;

  private OwnedFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** A new folder, after those without an owner were deleted. */
  static OwnedFolder create(Path parent, String prefix) throws IOException {
    deleteAbandoned(parent, prefix);
    Path path = Files.createTempDirectory(parent, prefix);
    Path unnamed = path.resolve("owner.new");
    FileChannel channel =
        FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock held = channel.lock();
    if (!held.isValid()) {
      throw new IOException("the lock of " + path + " was lost");
    }
    // under its name only once it is held: else another process could take the folder for abandoned
    Files.move(unnamed, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
    return new OwnedFolder(path, channel);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    Folders.delete(path);
    lock.close();
  }

  private static void deleteAbandoned(Path parent, String prefix) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
      for (Path folder : folders) {
        try {
          deleteIfAbandoned(folder);
        } catch (IOException e) {
          // another user's, or its programs are just ending: the next one may succeed
          LOG.debug("{} stays", folder, e);
        }
      }
    }
  }

  private static void deleteIfAbandoned(Path folder) throws IOException {
    Path file = folder.resolve(LOCK);
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Folders.delete(folder);
      }
    } catch (OverlappingFileLockException e) {
      // a sandbox of this process
      LOG.debug("{} is in use", folder);
    }
  }
}
