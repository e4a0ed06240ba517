package dev.genesis.harness.supervise;

import dev.genesis.harness.run.RunRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Files that the launcher jar carries and that others need as files: JUnit's two sets, the suites,
 * the monitoring files. Unpacked on need, once per jar, into the user's cache; into a temporary
 * folder where there is none to write to.
 */
public final class CarriedFiles {
  private final Path source;
  private final Map<String, String> environment;

  private CarriedFiles(Path source, Map<String, String> environment) {
    this.source = source;
    this.environment = environment;
  }

  /** Those of the jar, or of the folder of classes, that this class came from. */
  public static CarriedFiles ofThisJar(Map<String, String> environment) {
    try {
      return new CarriedFiles(
          Path.of(CarriedFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
          environment);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a jar whose address is none", e);
    }
  }

  /** The jar or folder itself, for a class path. */
  public Path source() {
    return source;
  }

  /** Whether it holds the other modules and libraries as well, as the runnable jar does. */
  boolean whole() {
    return RunRequest.class
        .getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .equals(CarriedFiles.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /** The files in one folder, such as {@code junit5}, {@code suites} or {@code monitoring}. */
  public Path folder(String name) {
    if (Files.isDirectory(source)) {
      return source.resolve(name);
    }
    try {
      return unpacked(name, cache());
    } catch (IOException e) {
      return unpackedTemporarily(name);
    }
  }

  /** The jars in one folder, by name. */
  public List<Path> jars(String name) {
    Path folder = folder(name);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw SupervisionException.hindered(folder + " cannot be read (" + Reasons.of(e) + ")");
    }
  }

  /** One folder per build of the jar, so that an update never meets the files of another. */
  private Path cache() throws IOException {
    return StateFolder.baseFolder(environment.get("XDG_CACHE_HOME"), ".cache")
        .resolve("genesis-harness")
        .resolve(
            "jar-%x-%x"
                .formatted(Files.size(source), Files.getLastModifiedTime(source).toMillis()));
  }

  private Path unpacked(String name, Path below) throws IOException {
    Path wanted = below.resolve(name);
    if (Files.isDirectory(wanted)) {
      return wanted;
    }
    Files.createDirectories(below);
    Path temporary = Files.createTempDirectory(below, name + ".part");
    try {
      unpack(name, temporary);
      Files.move(temporary, wanted, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      delete(temporary); // another process was quicker, with the same files
    } catch (IOException e) {
      delete(temporary);
      if (!Files.isDirectory(wanted)) {
        throw e;
      }
    }
    return wanted;
  }

  private Path unpackedTemporarily(String name) {
    try {
      Path folder = Files.createTempDirectory("genesis-harness");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return unpacked(name, folder);
    } catch (IOException e) {
      throw SupervisionException.wrongUsage(
          "neither the cache nor the temporary folder can be written ("
              + Reasons.of(e)
              + "); set XDG_CACHE_HOME or -Djava.io.tmpdir");
    }
  }

  private void unpack(String name, Path into) throws IOException {
    try (JarFile jar = new JarFile(source.toFile())) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        if (entry.isDirectory() || !entry.getName().startsWith(name + "/")) {
          continue;
        }
        Path file = into.resolve(entry.getName().substring(name.length() + 1)).normalize();
        if (!file.startsWith(into)) {
          throw new IOException("an entry that leaves its folder: " + entry.getName());
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
  }

  /** Deletes a folder with everything in it, as far as it can be deleted. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(CarriedFiles::deleteFile);
    } catch (IOException | UncheckedIOException e) {
      // left in a temporary place, which the system empties
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
