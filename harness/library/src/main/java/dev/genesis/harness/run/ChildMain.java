package dev.genesis.harness.run;

/** The process that runs checks: discovers, executes, and writes the journal. */
public final class ChildMain {
  /** Exit codes of the process, for its parent alone. */
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
      System.exit(BROKEN);
    }
  }
}
