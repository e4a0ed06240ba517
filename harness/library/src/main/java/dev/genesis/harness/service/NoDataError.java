package dev.genesis.harness.service;

/** A query gave no data, or none that is one value; the message shows the query. */
public final class NoDataError extends AssertionError {
  private static final long serialVersionUID = 1L;

  public NoDataError(String message) {
    super(message);
  }
}
