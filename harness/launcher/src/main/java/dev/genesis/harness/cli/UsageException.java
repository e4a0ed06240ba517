package dev.genesis.harness.cli;

/** Wrong usage: one line that says what is wrong and what would be right; exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
