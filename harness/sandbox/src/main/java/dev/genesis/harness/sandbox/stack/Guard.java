package dev.genesis.harness.sandbox.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small shell between us and a program that ends the program when its own standard input closes:
 * on purpose, or because this process died, however it died. (A parent-death signal follows the
 * thread that started the program, which in a JVM can end long before the process.)
 */
final class Guard {
  /**
   * Reading with the shell's own {@code read} leaves no further process behind; TERM comes first,
   * KILL three seconds later.
   */
  private static final String SCRIPT =
      """
      pidfile=$1; shift
      exec 3<&0
      "$@" </dev/null 3<&- &
      program=$!
      echo $program >"$pidfile"
      (
        while read -r ignored <&3; do :; done
        kill -TERM $program 2>/dev/null
        kill -CONT $program 2>/dev/null
        tries=0
        while [ $tries -lt 30 ] && kill -0 $program 2>/dev/null; do
          sleep 0.1
          tries=$((tries + 1))
        done
        kill -KILL $program 2>/dev/null
      ) &
      watcher=$!
      exec 3<&-
      wait $program
      status=$?
      kill $watcher 2>/dev/null
      exit $status
      """;

  private Guard() {}

  /** The command that runs the given one under a guard; its process id goes into the file. */
  static List<String> around(List<String> command, Path pidFile) {
    List<String> guarded = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "genesis-guard"));
    guarded.add(pidFile.toString());
    guarded.addAll(command);
    return guarded;
  }
}
