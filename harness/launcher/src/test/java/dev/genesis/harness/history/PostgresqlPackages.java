package dev.genesis.harness.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL from the distribution's packages, with the libraries it needs, unpacked without root
 * into the cache of programs and used by whoever may read it.
 */
final class PostgresqlPackages {
  private PostgresqlPackages() {}

  /** The folder that the packages are unpacked in. */
  static Path unpacked() throws IOException {
    Path base = Path.of(System.getProperty("java.io.tmpdir"), "genesis-harness-postgresql");
    Path root = base.resolve("root");
    if (Files.isDirectory(root)) {
      return root;
    }
    Path work = Files.createDirectories(base.resolve("apt"));
    List<String> lists = List.of("-o", "Dir::State::Lists=" + work.resolve("lists"));
    Files.createDirectories(work.resolve("lists/partial"));
    shell(work, command("apt-get", lists, "-q", "update"));
    List<String> download = command("apt-get", lists, "-q", "download");
    download.addAll(needed(work, lists));
    shell(work, download);
    Path unfinished = Files.createTempDirectory(base, "new");
    try (Stream<Path> archives = Files.list(work)) {
      for (Path archive : archives.filter(f -> f.toString().endsWith(".deb")).toList()) {
        shell(work, List.of("dpkg", "-x", archive.toString(), unfinished.toString()));
      }
    }
    shell(work, List.of("chmod", "-R", "a+rX", base.toString()));
    Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
    return root;
  }

  /** The server and every library below it, but for the C library and the compiler of its JIT. */
  private static List<String> needed(Path work, List<String> lists) throws IOException {
    String server =
        lines(shell(work, command("apt-cache", lists, "depends", "postgresql"))).stream()
            .filter(line -> line.contains("Depends: postgresql-"))
            .map(line -> line.substring(line.indexOf(": ") + 2))
            .findFirst()
            .orElseThrow(() -> new IOException("the distribution has no package postgresql"));
    List<String> options = new ArrayList<>(lists);
    for (String not : List.of("recommends", "suggests", "conflicts", "breaks", "replaces")) {
      options.add("--no-" + not);
    }
    List<String> needed = new ArrayList<>(List.of(server));
    lines(shell(work, command("apt-cache", options, "depends", "--recurse", server))).stream()
        .filter(line -> line.matches("lib\\S+"))
        .filter(line -> !line.matches("libc6|libllvm.*|libc-.*|libperl.*"))
        .forEach(needed::add);
    return needed;
  }

  static Path programs(Path root) throws IOException {
    try (Stream<Path> versions = Files.list(root.resolve("usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  static Path libraries(Path root) throws IOException {
    try (Stream<Path> folders = Files.walk(root.resolve("usr/lib"), 1)) {
      return folders
          .filter(folder -> folder.getFileName().toString().endsWith("-linux-gnu"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> command(String program, List<String> options, String... words) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(options);
    command.addAll(List.of(words));
    return command;
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static String shell(Path folder, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }
}
