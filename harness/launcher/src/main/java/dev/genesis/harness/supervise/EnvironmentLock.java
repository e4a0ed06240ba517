package dev.genesis.harness.supervise;

import dev.genesis.harness.supervise.RunOrder.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One runner at a time on an environment, so that no run's numbers are those of two. Who comes
 * second waits. A watch and a deployment come before plain runs: while one waits or runs, a plain
 * run does not start. Taken again by the process that holds it, it is simply held once more.
 */
public final class EnvironmentLock implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Map<Path, EnvironmentLock> HELD_HERE = new HashMap<>();

  private final Path file;
  private final FileLocks.Held lock;
  private final FileLocks.@Nullable Held precedence;
  private int holders = 1;

  private EnvironmentLock(Path file, FileLocks.Held lock, FileLocks.@Nullable Held precedence) {
    this.file = file;
    this.lock = lock;
    this.precedence = precedence;
  }

  /**
   * Takes the lock, waiting for as long as it is allowed.
   *
   * @param says told once whom it waits for
   * @param stop asked while waiting; true ends the wait
   * @throws SupervisionException if it could not be had in time
   */
  public static EnvironmentLock take(
      StateFolder state,
      String environment,
      Purpose purpose,
      Duration patience,
      Consumer<String> says,
      BooleanSupplier stop) {
    Path file = state.locks().resolve(environment + ".lock");
    try {
      return new Attempt(file, environment, purpose).take(patience, says, stop);
    } catch (IOException e) {
      throw SupervisionException.wrongUsage(
          "the lock " + file + " cannot be written (" + Reasons.of(e) + ")");
    }
  }

  @Override
  public void close() {
    synchronized (HELD_HERE) {
      if (--holders > 0) {
        return;
      }
      HELD_HERE.remove(file);
      letGo(lock);
      if (precedence != null) {
        letGo(precedence);
      }
    }
  }

  private static void letGo(FileLocks.Held held) {
    try {
      held.close();
    } catch (IOException e) {
      // the lock is gone with the channel; there is nothing that could be done
    }
  }

  /** One wish for the lock. */
  private record Attempt(Path file, String environment, Purpose purpose) {

    EnvironmentLock take(Duration patience, Consumer<String> says, BooleanSupplier stop)
        throws IOException {
      long started = System.nanoTime();
      boolean said = false;
      FileLocks.Held precedence = null;
      EnvironmentLock taken = null;
      try {
        while (true) {
          if (precedence == null && hasPrecedence()) {
            precedence = FileLocks.tryLock(precedenceFile()).orElse(null);
          }
          taken = tryTake(precedence).orElse(null);
          if (taken != null) {
            return taken;
          }
          if (System.nanoTime() - started > patience.toNanos() || stop.getAsBoolean()) {
            throw SupervisionException.hindered(
                "environment " + environment + " is in use by " + holder() + "; nothing was run");
          }
          if (!said) {
            says.accept("waiting for " + holder() + " on environment " + environment);
            said = true;
          }
          pause();
        }
      } finally {
        if (taken == null && precedence != null) {
          precedence.close();
        }
      }
    }

    private Optional<EnvironmentLock> tryTake(FileLocks.@Nullable Held precedence)
        throws IOException {
      synchronized (HELD_HERE) {
        EnvironmentLock here = HELD_HERE.get(file);
        if (here != null) {
          here.holders++;
          return Optional.of(here);
        }
        if (!hasPrecedence() && othersHavePrecedence()) {
          return Optional.empty();
        }
        Optional<EnvironmentLock> taken =
            FileLocks.tryLock(file).map(lock -> new EnvironmentLock(file, lock, precedence));
        if (taken.isPresent()) {
          HELD_HERE.put(file, taken.get());
          Files.writeString(
              holderFile(),
              purpose.name().toLowerCase(java.util.Locale.ROOT)
                  + " (process "
                  + ProcessHandle.current().pid()
                  + ")",
              StandardCharsets.UTF_8,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
        }
        return taken;
      }
    }

    private boolean hasPrecedence() {
      return purpose == Purpose.WATCH || purpose == Purpose.DEPLOY;
    }

    private boolean othersHavePrecedence() throws IOException {
      Optional<FileLocks.Held> free = FileLocks.tryLock(precedenceFile());
      if (free.isPresent()) {
        free.get().close();
        return false;
      }
      return true;
    }

    private Path precedenceFile() {
      return file.resolveSibling(environment + ".precedence");
    }

    private Path holderFile() {
      return file.resolveSibling(environment + ".holder");
    }

    private String holder() {
      try {
        return "another " + Files.readString(holderFile(), StandardCharsets.UTF_8).strip();
      } catch (IOException e) {
        return "another process"; // it has the lock and has not yet said who it is
      }
    }

    private static void pause() {
      try {
        TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw SupervisionException.hindered("interrupted while waiting for the environment");
      }
    }
  }
}
