package dev.genesis.harness.run;

/** The exit codes of every command. */
public final class ExitCode {
  public static final int MET = 0;
  public static final int MISSED = 1;
  public static final int USAGE = 2;
  public static final int INCONCLUSIVE = 3;
  public static final int NOT_PUBLISHED = 4;
  public static final int ROLLED_BACK = 5;
  public static final int ROLLBACK_FAILED = 6;
  public static final int SIGINT = 130;
  public static final int SIGTERM = 143;

  private ExitCode() {}
}
