package dev.genesis.harness.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The monitoring files: a folder that the user names, or the one that the class path carries. */
final class MonitoringFiles {
  private static final String SCRAPE = "prometheus_config.yml";
  private static final String ROUTING = "alertmanager.yml";

  private final Path folder;

  private MonitoringFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies the files to where programs can read them.
   *
   * @param named the user's folder; null for that of the class path
   * @return nothing if there is none on the class path
   */
  static Optional<MonitoringFiles> copy(@Nullable Path named, Path target) {
    try {
      if (named != null) {
        if (!Files.isRegularFile(named.resolve(SCRAPE))) {
          throw new IllegalArgumentException(named + " has no " + SCRAPE);
        }
        copyAll(named, target);
        return Optional.of(new MonitoringFiles(target));
      }
      URL carried = MonitoringFiles.class.getResource("/monitoring/" + SCRAPE);
      if (carried == null) {
        return Optional.empty();
      }
      copyCarried(carried.toURI(), target);
      return Optional.of(new MonitoringFiles(target));
    } catch (IOException e) {
      throw new UncheckedIOException("the monitoring files cannot be read", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  String scrapeConfig() throws IOException {
    return Files.readString(folder.resolve(SCRAPE));
  }

  /** The text of {@code alertmanager.yml}; nothing if it is not there. */
  Optional<String> routing() throws IOException {
    Path file = folder.resolve(ROUTING);
    return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  Path folder() {
    return folder;
  }

  private static void copyCarried(URI resource, Path target) throws IOException {
    if (!resource.getScheme().equals("jar")) {
      copyAll(Path.of(resource).resolveSibling("."), target);
      return;
    }
    try (FileSystem opened = FileSystems.newFileSystem(resource, Map.of())) {
      copyAll(opened.getPath("/monitoring"), target);
    } catch (java.nio.file.FileSystemAlreadyExistsException e) {
      // somebody else in this JVM has the jar open, and closes it
      copyAll(FileSystems.getFileSystem(resource).getPath("/monitoring"), target);
    } catch (FileSystemNotFoundException e) {
      throw new IOException("cannot open " + resource, e);
    }
  }

  /** Everything that programs read: the files beside the configuration, and templates. */
  private static void copyAll(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    copyFiles(source, target);
    Path templates = source.resolve("templates");
    if (Files.isDirectory(templates)) {
      copyFiles(templates, Files.createDirectories(target.resolve("templates")));
    }
  }

  private static void copyFiles(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.list(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
  }
}
