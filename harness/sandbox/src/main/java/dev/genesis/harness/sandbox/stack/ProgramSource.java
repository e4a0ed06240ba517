package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where programs come from: the path, else the distribution's packages, unpacked without root into
 * a cache ({@code ${XDG_CACHE_HOME:-~/.cache}/genesis-harness/programs}). Several processes may ask
 * at the same time; a program is fetched once.
 */
public final class ProgramSource {
  /** File locks are held by the whole JVM, so threads of one JVM need this one before. */
  private static final ReentrantLock OURS = new ReentrantLock();

  private final String path;
  private final Path cache;

  private ProgramSource(String path, Path cache) {
    this.path = path;
    this.cache = cache;
  }

  /** The path and the cache of this process's environment. */
  public static ProgramSource standard() {
    return of(System.getenv());
  }

  /**
   * The path and the cache of an environment: {@code PATH}, {@code XDG_CACHE_HOME}, {@code HOME}.
   */
  public static ProgramSource of(Map<String, String> environment) {
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        caches.isBlank()
            ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
            : Path.of(caches);
    return of(environment.getOrDefault("PATH", ""), base.resolve("genesis-harness/programs"));
  }

  /** A path as in {@code PATH}, and a folder of its own for what is fetched. */
  public static ProgramSource of(String path, Path cache) {
    return new ProgramSource(path, cache.toAbsolutePath());
  }

  /**
   * The executable of a program, fetched if need be.
   *
   * @throws ProgramException with one sentence that says what to install, if it cannot be had
   */
  public Path find(Tool tool) {
    return onPath(tool).or(() -> inCache(tool)).orElseGet(() -> fetched(tool));
  }

  private Optional<Path> onPath(Tool tool) {
    return Pattern.compile(java.io.File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> candidates(Path.of(folder), tool))
        .findFirst();
  }

  private Optional<Path> inCache(Tool tool) {
    return candidates(cache.resolve(tool.debianPackage()).resolve("usr/bin"), tool).findFirst();
  }

  private static Stream<Path> candidates(Path folder, Tool tool) {
    return tool.executables().stream()
        .map(folder::resolve)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
  }

  private Path fetched(Tool tool) {
    OURS.lock();
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new ProgramException("the lock of " + cache + " was lost");
        }
        Optional<Path> byAnother = inCache(tool);
        if (byAnother.isPresent()) {
          return byAnother.get();
        }
        new DebianPackages(cache.resolve("apt"), path)
            .unpack(tool.debianPackage(), cache.resolve(tool.debianPackage()));
        return inCache(tool)
            .orElseThrow(
                () ->
                    new ProgramException(
                        "the package "
                            + tool.debianPackage()
                            + " holds none of "
                            + tool.executables()));
      }
    } catch (IOException | ProgramException e) {
      throw new ProgramException(
          "%s is not on PATH and could not be fetched into %s (%s); install it, on Debian with 'apt-get install %s'"
              .formatted(tool.title(), cache, reason(e), tool.debianPackage()),
          e);
    } finally {
      OURS.unlock();
    }
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.FileSystemException file
        ? file.getClass().getSimpleName() + ": " + file.getFile()
        : String.valueOf(e.getMessage());
  }
}
