package dev.genesis.harness.sandbox.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A real program, running on a free loopback port under a guard that ends it with this process. It
 * can be stopped and started again: its address and its data stay.
 */
public final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int PORTS_TRIED = 5;

  private final ProgramSpec spec;
  private final Path executable;
  private final Path folder;
  private final Path log;
  private URI address;
  private @Nullable Process guard;
  private long pid;

  private Program(ProgramSpec spec, Path executable, Path folder, URI address) {
    this.spec = spec;
    this.executable = executable;
    this.folder = folder;
    this.log = folder.resolve("log");
    this.address = address;
  }

  /** Starts a program in a temporary folder, found by the {@linkplain ProgramSource#standard}. */
  public static Program start(ProgramSpec spec) {
    try {
      Path folder = Files.createTempDirectory("genesis-" + spec.tool().debianPackage() + "-");
      return start(spec, ProgramSource.standard(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a program and waits until it is ready.
   *
   * @param folder its own: configuration, data and log; deleted on {@link #close}
   * @throws ProgramException if it cannot be had, or does not come up: with its last words
   */
  public static Program start(ProgramSpec spec, ProgramSource source, Path folder) {
    return start(spec, source, folder, Program::freeAddress);
  }

  static Program start(
      ProgramSpec spec, ProgramSource source, Path folder, Supplier<URI> addresses) {
    Program program = new Program(spec, source.find(spec.tool()), folder, addresses.get());
    for (int attempt = 1; ; attempt++) {
      try {
        program.start();
        return program;
      } catch (ProgramException e) {
        program.stop();
        // somebody can take a port between our choosing it and the program's binding it
        if (attempt == PORTS_TRIED || !program.portWasTaken()) {
          throw e;
        }
        program.address = addresses.get();
      }
    }
  }

  /** Its name in a sentence. */
  public String name() {
    return spec.tool().title();
  }

  /** Where it listens, without a path. */
  public URI uri() {
    return address;
  }

  /** What it wrote to standard output and error. */
  public Path log() {
    return log;
  }

  /** Its folder: configuration and data. */
  public Path folder() {
    return folder;
  }

  /** Its process id. */
  public synchronized long pid() {
    return pid;
  }

  public synchronized boolean running() {
    return guard != null && guard.isAlive();
  }

  /**
   * Starts it again where it was, with the data that it had, and waits until it is ready; nothing
   * if it runs.
   */
  public synchronized void start() {
    if (running()) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path pidFile = folder.resolve("pid");
      Files.deleteIfExists(pidFile);
      List<String> command = new ArrayList<>(List.of(executable.toString()));
      command.addAll(spec.arguments(folder, address));
      Files.writeString(log, "");
      guard =
          new ProcessBuilder(Guard.around(command, pidFile))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      awaitReady(guard);
      pid = Long.parseLong(Files.readString(pidFile).strip());
    } catch (IOException e) {
      throw new ProgramException(name() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Ends it with TERM, and with KILL three seconds later, and waits until it has ended. */
  public synchronized void stop() {
    Process running = guard;
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
    } catch (IOException e) {
      // the pipe is closed already: the guard has ended
    }
    awaitEnd(running);
  }

  /** Ends it at once, as a crash would: no data is written any more. */
  public synchronized void kill() {
    signal("KILL");
    if (guard != null) {
      awaitEnd(guard);
    }
  }

  /** Ends it and starts it again on the same address with its data. */
  public synchronized void restart() {
    stop();
    start();
  }

  /** Freezes it: it accepts connections and answers nothing until {@link #resume}. */
  public void pause() {
    signal("STOP");
  }

  public void resume() {
    signal("CONT");
  }

  /** Ends it and deletes its folder. */
  @Override
  public void close() {
    stop();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      if (kill.waitFor() != 0 && running()) {
        throw new ProgramException("no " + name + " signal to " + name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProgramException("interrupted while signalling " + name(), e);
    }
  }

  private void awaitReady(Process process) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (!process.isAlive()) {
        throw new ProgramException(
            "%s does not start (exit %d): %s"
                .formatted(name(), process.exitValue(), LogTail.of(log, 3)));
      }
      if (answersReady() && process.isAlive()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        stop();
        throw new ProgramException(
            "%s is not ready after %d s: %s"
                .formatted(name(), PATIENCE.toSeconds(), LogTail.of(log, 3)));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stop();
        throw new ProgramException("interrupted while " + name() + " was starting", e);
      }
    }
  }

  private boolean answersReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              address.resolve(spec.readyPath()).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(2000);
      try {
        return connection.getResponseCode() == 200;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      // not listening yet
      return false;
    }
  }

  private static void awaitEnd(Process process) {
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        // the guard ends by itself within seconds: nothing may be left running behind us
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean portWasTaken() {
    try {
      return Files.readString(log).toLowerCase(Locale.ROOT).contains("address already in use");
    } catch (IOException e) {
      // without a log it cannot be known, and the first failure is told
      return false;
    }
  }

  static URI freeAddress() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
