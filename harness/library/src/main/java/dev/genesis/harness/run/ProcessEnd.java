package dev.genesis.harness.run;

/**
 * How a process that ran checks ended, as its parent saw it.
 *
 * @param exitCode what the system reported
 * @param killedFor why the parent had to kill it, empty if it did not
 */
public record ProcessEnd(int exitCode, String killedFor) {
  /** A journal that was found: how its process ended is not known. */
  public static final ProcessEnd UNKNOWN = new ProcessEnd(-1, "");
}
