package dev.genesis.harness.supervise;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Locks on files: the system lets go of them when their process ends, however it ends. */
final class FileLocks {
  /**
   * What this process holds. To open and close a file once more would let go of its lock: POSIX
   * locks belong to the process and the file, not to the descriptor.
   */
  private static final Set<Path> HELD_HERE = new HashSet<>();

  private FileLocks() {}

  /** A held lock. */
  record Held(Path file, FileChannel channel, FileLock lock) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      synchronized (HELD_HERE) {
        HELD_HERE.remove(file);
        channel.close(); // lets go of the lock as well
      }
    }
  }

  /** The lock, or empty if somebody has it, be it this process. */
  static Optional<Held> tryLock(Path path) throws IOException {
    Path file = path.toAbsolutePath().normalize();
    synchronized (HELD_HERE) {
      if (HELD_HERE.contains(file)) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      if (lock == null) {
        return Optional.empty();
      }
      HELD_HERE.add(file);
      return Optional.of(new Held(file, channel, lock));
    }
  }
}
