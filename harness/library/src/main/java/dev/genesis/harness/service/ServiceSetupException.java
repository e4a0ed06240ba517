package dev.genesis.harness.service;

/** A service that a check asks for is not configured, or not as it would have to be. */
public final class ServiceSetupException extends ServiceException {
  private static final long serialVersionUID = 1L;

  public ServiceSetupException(String message) {
    super(message);
  }
}
