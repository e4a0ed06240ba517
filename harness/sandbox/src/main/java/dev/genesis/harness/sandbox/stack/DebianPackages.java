package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Unpacks Debian packages without root and without installing them. Package lists of the machine
 * are used where they serve; a fresh machine has none, so they are fetched into a folder of our own
 * then.
 */
final class DebianPackages {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path state;
  private final String path;

  /**
   * @param state where apt may keep what it needs
   * @param path where {@code apt-get} and {@code dpkg} are looked for
   */
  DebianPackages(Path state, String path) {
    this.state = state;
    this.path = path;
  }

  /** Unpacks a package into a folder, which then holds all of it or is not there. */
  void unpack(String name, Path target) throws IOException {
    Files.createDirectories(state.resolve("lists/partial"));
    Files.createDirectories(state.resolve("cache/archives/partial"));
    Path work = Files.createTempDirectory(target.getParent(), ".new-");
    try {
      download(name, work);
      Path root = Files.createDirectory(work.resolve("root"));
      for (Path archive : archives(work)) {
        run(work, List.of("dpkg", "-x", archive.toString(), root.toString()));
      }
      Relocation.apply(root);
      Folders.delete(target);
      Files.move(root, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(work);
    }
  }

  private void download(String name, Path work) throws IOException {
    try {
      run(work, apt(List.of(), "download", name));
    } catch (ProgramException withoutUsableLists) {
      // no lists on this machine, or old ones: with lists of our own it is said why it fails
      List<String> ownLists = List.of("-o", "Dir::State::Lists=" + state.resolve("lists"));
      run(work, apt(ownLists, "update"));
      run(work, apt(ownLists, "download", name));
    }
  }

  private List<String> apt(List<String> options, String... words) {
    List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
    command.addAll(List.of("-o", "Dir::Cache=" + state.resolve("cache")));
    // root's apt would otherwise become a user who may not write here
    command.addAll(List.of("-o", "APT::Sandbox::User=" + System.getProperty("user.name")));
    command.addAll(List.of("-o", "Acquire::Languages=none", "-o", "Acquire::Retries=2"));
    command.addAll(options);
    command.addAll(List.of(words));
    return command;
  }

  private static List<Path> archives(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".deb")).toList();
    }
  }

  private void run(Path folder, List<String> command) throws IOException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(Guard.around(command, folder.resolve("pid")))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("PATH", path);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new ProgramException(
            "%s took longer than %d s".formatted(command.get(0), PATIENCE.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProgramException(command.get(0) + " was interrupted", e);
    } finally {
      process.getOutputStream().close();
    }
    if (process.exitValue() != 0) {
      throw new ProgramException(
          "%s: %s"
              .formatted(
                  command.get(0),
                  LogTail.lastLine(Files.readString(output, StandardCharsets.UTF_8))));
    }
  }
}
