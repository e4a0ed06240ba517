package dev.genesis.harness.service;

/** There was no answer, or the request was refused before it was sent; secrets are blanked. */
public class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServiceException(String message, Throwable cause) {
    super(message, cause);
  }

  public ServiceException(String message) {
    super(message);
  }
}
