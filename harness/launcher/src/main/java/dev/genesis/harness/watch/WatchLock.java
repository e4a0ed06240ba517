package dev.genesis.harness.watch;

import dev.genesis.harness.config.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by a watch while it lives: two over one deployment refuse each other. */
public final class WatchLock implements AutoCloseable {
  private final FileChannel channel;

  private WatchLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a deployment; the system lets go of it when the process ends, however that
   * comes about.
   *
   * @throws SettingsException if another watch holds it
   */
  public static WatchLock take(Path folder, String environment, String deployment) {
    try {
      Files.createDirectories(folder);
      String name = "watch-" + environment + "-" + deployment.replaceAll("[^A-Za-z0-9_.-]", "_");
      FileChannel channel =
          FileChannel.open(
              folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        throw new SettingsException(
            "another watch over %s in %s is running; stop it first, or watch another deployment"
                .formatted(deployment, environment));
      }
      return new WatchLock(channel);
    } catch (IOException e) {
      throw new SettingsException("no lock can be held in " + folder + " (" + e.getMessage() + ")");
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another watch of this very process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // it goes with the process at the latest
    }
  }
}
