package dev.genesis.harness.service;

/** An answer has another status than was expected; the message shows request and answer. */
public final class UnexpectedStatusError extends AssertionError {
  private static final long serialVersionUID = 1L;

  public UnexpectedStatusError(String message) {
    super(message);
  }
}
