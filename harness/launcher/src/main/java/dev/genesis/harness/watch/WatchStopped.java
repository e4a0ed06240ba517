package dev.genesis.harness.watch;

/**
 * The watch was asked to stop while it explored: what it saw then is no evidence, and the
 * checkpoint stays begun, to be explored when the watch goes on.
 */
public final class WatchStopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int signal;

  public WatchStopped(int signal) {
    super("stopped by signal " + signal);
    this.signal = signal;
  }

  /** The signal that asked, 2 or 15. */
  public int signal() {
    return signal;
  }
}
