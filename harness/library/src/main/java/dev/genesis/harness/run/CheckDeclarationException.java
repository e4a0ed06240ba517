package dev.genesis.harness.run;

/** A check is declared in a way that cannot be; the message names class, method and the cure. */
public final class CheckDeclarationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckDeclarationException(String message) {
    super(message);
  }
}
