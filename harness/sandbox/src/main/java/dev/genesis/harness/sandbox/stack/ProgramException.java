package dev.genesis.harness.sandbox.stack;

/** A program cannot be had, or does not come up; the message is one line that says why. */
public final class ProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProgramException(String message) {
    super(message);
  }

  public ProgramException(String message, Throwable cause) {
    super(message, cause);
  }
}
