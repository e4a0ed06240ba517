package dev.genesis.harness.supervise;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that runs checks. It reads its standard input and ends when that closes, so that it never
 * outlives its parent; a line {@code stop} asks it to end in good order.
 */
final class ChildJvm implements AutoCloseable {
  /**
   * The signals of a terminal or a service manager go to whole groups of processes; only the parent
   * is to answer them. A JVM leaves a signal ignored that it finds ignored.
   */
  private static final List<String> DEAF_TO_SIGNALS =
      List.of("/bin/sh", "-c", "trap '' INT TERM HUP; exec \"$@\"", "genesis-child");

  private final Process process;
  private final OutputDrain out;
  private final OutputDrain err;

  private ChildJvm(Process process) {
    this.process = process;
    out = OutputDrain.of(process.getInputStream(), "genesis-child-out");
    err = OutputDrain.of(process.getErrorStream(), "genesis-child-err");
  }

  static ChildJvm start(List<String> command, Map<String, String> environment) throws IOException {
    List<String> whole = new ArrayList<>(DEAF_TO_SIGNALS);
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits for its end, for at most this long. */
  boolean await(Duration time) throws InterruptedException {
    return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What the system reported of its end. */
  int exitCode() {
    return process.exitValue();
  }

  /** Asks it to start nothing more, to say what it knows and to end. */
  void askToStop() {
    try {
      OutputStream in = process.getOutputStream();
      in.write("stop\n".getBytes(StandardCharsets.US_ASCII));
      in.flush();
    } catch (IOException e) {
      // it is ending already
    }
  }

  /** Asks the JVM for a dump of its threads, which arrives on its standard output. */
  void askForThreads() {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -QUIT " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(1, TimeUnit.SECONDS);
    } catch (IOException e) {
      // no shell, no dump: the process is ended all the same
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Everything it wrote to standard output and error, within a bound; complete once it has ended.
   */
  String output() {
    return out.text() + err.text();
  }

  /** Ends it at once if it has not ended, and waits until it is gone. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
      out.await(1000);
      err.await(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
