package dev.genesis.harness.supervise;

/** What stands in the way of running checks at all, as one line that says what to do about it. */
public final class SupervisionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean usage;

  private SupervisionException(String message, boolean usage) {
    super(message);
    this.usage = usage;
  }

  /** Something that was asked for cannot be: nothing was done. */
  public static SupervisionException wrongUsage(String message) {
    return new SupervisionException(message, true);
  }

  /** Something in the surroundings does not work. */
  public static SupervisionException hindered(String message) {
    return new SupervisionException(message, false);
  }

  /** Whether it is the user's to put right before anything can be done. */
  public boolean usage() {
    return usage;
  }
}
