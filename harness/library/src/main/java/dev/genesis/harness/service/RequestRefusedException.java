package dev.genesis.harness.service;

/** A guard refused a request before it was sent; the message says what would be allowed. */
public final class RequestRefusedException extends ServiceException {
  private static final long serialVersionUID = 1L;

  public RequestRefusedException(String message) {
    super(message);
  }
}
