package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.StopCause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The process that runs checks: reads a {@link RunRequest}, discovers, executes, and writes the
 * journal. It ends when its standard input does; a line {@code stop} there ends it gracefully. It
 * leaves signals to its parent, since Ctrl-C reaches both.
 */
public final class ChildMain {
  /** Everything was done, or stopped; the journal tells. */
  public static final int COMPLETED = 0;

  /** A check hung, and the process ended itself. */
  public static final int HUNG = 70;

  /** A check ran the process out of memory. */
  public static final int OUT_OF_MEMORY = 71;

  /** The request could not be read, or the engine broke. */
  public static final int BROKEN = 72;

  /** The journal could not be written. */
  public static final int JOURNAL_BROKEN = 73;

  /** The parent is gone. */
  public static final int ORPHANED = 74;

  private ChildMain() {}

  /** Runs what the request in this file says. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      fail("usage: ChildMain REQUESTFILE; the launcher starts it", BROKEN);
      return;
    }
    RunRequest request;
    JournalWriter journal;
    try {
      request = RunRequest.read(Path.of(arguments[0]));
    } catch (IOException | RuntimeException e) {
      fail(arguments[0] + ": no request that can be read: " + e.getMessage(), BROKEN);
      return;
    }
    try {
      journal =
          new JournalWriter(
              request.journal(),
              e ->
                  fail(
                      "the journal "
                          + request.journal()
                          + " can't be written: "
                          + e.getMessage()
                          + "; make room and run again",
                      JOURNAL_BROKEN));
    } catch (IOException e) {
      fail(
          "the journal " + request.journal() + " can't be written: " + e.getMessage(),
          JOURNAL_BROKEN);
      return;
    }
    ignoreSignals();
    ChildRun run = new ChildRun(request, journal);
    followParent(System.in, run::stop);
    System.setIn(InputStream.nullInputStream());
    run.run();
  }

  private static void fail(String line, int exitCode) {
    System.err.println("genesis: " + line);
    System.err.flush();
    Runtime.getRuntime().halt(exitCode);
  }

  private static void followParent(InputStream parent, Consumer<StopCause> stop) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines =
                  new BufferedReader(new InputStreamReader(parent, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (line.equals("stop")) {
                    stop.accept(StopCause.ASKED);
                  }
                }
              } catch (IOException e) {
                System.err.println("genesis: the parent can't be heard: " + e.getMessage());
              }
              Runtime.getRuntime().halt(ORPHANED);
            },
            "genesis-parent");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Ignores the signals that a terminal or a service manager sends to every process of the group.
   * By reflection, as the class is in no official API; without it the process merely ends with its
   * parent.
   */
  private static void ignoreSignals() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ignore = handler.getField("SIG_IGN").get(null);
      for (String name : new String[] {"INT", "TERM", "HUP"}) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.err.println("genesis: signals can't be left to the parent: " + e);
    }
  }
}
