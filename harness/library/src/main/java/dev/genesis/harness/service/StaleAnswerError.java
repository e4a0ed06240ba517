package dev.genesis.harness.service;

/** An answer that is not of now: a cache stands between the check and the service. */
public final class StaleAnswerError extends AssertionError {
  private static final long serialVersionUID = 1L;

  public StaleAnswerError(String message) {
    super(message);
  }
}
