package dev.genesis.harness.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real PostgreSQL on loopback: the machine's, else unpacked from the distribution's packages.
 * It refuses to run as root, so root becomes {@code nobody} for it. It ends when this process does,
 * whatever happens to it: its shell waits for the end of its standard input.
 */
final class PostgresqlServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Ends the server at once when standard input does. */
  private static final String GUARD =
      """
      "$@" </dev/null &
      server=$!
      (while read -r line; do :; done; kill -INT $server 2>/dev/null) <&3 &
      wait $server
      """;

  private final Path folder;
  private final Path programs;
  private final Map<String, String> environment;
  private final int port;
  private final Process process;

  private PostgresqlServer(Path folder, Path programs, Path libraries) throws IOException {
    this.folder = folder;
    this.programs = programs;
    this.environment = Map.of("LD_LIBRARY_PATH", libraries.toString(), "LC_ALL", "C");
    run(List.of("chmod", "755", folder.toString()));
    Path data = Files.createDirectory(folder.resolve("data"));
    if (isRoot()) {
      run(List.of("chown", "-R", "nobody", folder.toString()));
    }
    run(
        unprivileged(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data,
            "--username=genesis",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8"));
    this.port = freePort();
    this.process = start(data);
    awaitReady();
  }

  static PostgresqlServer start() {
    try {
      Path folder = Files.createTempDirectory("genesis-postgresql");
      Path programs = installed();
      if (programs == null) {
        Path root = PostgresqlPackages.unpacked();
        return new PostgresqlServer(
            folder, PostgresqlPackages.programs(root), PostgresqlPackages.libraries(root));
      }
      return new PostgresqlServer(folder, programs, programs);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL is not installed and could not be had", e);
    }
  }

  @org.jspecify.annotations.Nullable
  private static Path installed() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return null;
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  private Process start(Path data) throws IOException {
    List<String> guarded =
        new ArrayList<>(List.of("/bin/sh", "-c", "exec 3<&0\n" + GUARD, "guard"));
    guarded.addAll(
        unprivileged(
            programs.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off"));
    ProcessBuilder builder = new ProcessBuilder(guarded).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve("postgresql.log").toFile());
    return builder.start();
  }

  /** An address of a new, empty database. */
  String newDatabase() {
    String name = "d" + System.nanoTime();
    try (var connection = java.sql.DriverManager.getConnection(address("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    return address(name);
  }

  String address(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=genesis";
  }

  private void awaitReady() {
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(
            () -> {
              java.sql.DriverManager.getConnection(address("postgres")).close();
              return true;
            });
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static List<String> unprivileged(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private void run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process started = builder.start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!started.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || started.exitValue() != 0) {
        throw new IOException(command + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
