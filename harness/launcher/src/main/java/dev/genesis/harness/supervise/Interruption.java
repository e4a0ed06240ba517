package dev.genesis.harness.supervise;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * That a person or the system asked this process to end. The first SIGINT or SIGTERM is a request,
 * which whoever runs something looks for; the second ends the process at once, and with it whatever
 * it started, since that ends when its standard input closes.
 */
public final class Interruption {
  private static @Nullable Interruption ofProcess;

  private final AtomicInteger signal = new AtomicInteger();

  private Interruption() {}

  /** The process's own. From the first call on, signals end up here. */
  public static synchronized Interruption ofProcess() {
    Interruption known = ofProcess;
    if (known == null) {
      known = new Interruption();
      Signals.onInterrupt(known::arrived);
      ofProcess = known;
    }
    return known;
  }

  /** One that never comes, for those who end otherwise. */
  static Interruption never() {
    return new Interruption();
  }

  /** The signal's number, 2 or 15; 0 if none came. */
  public int signal() {
    return signal.get();
  }

  public boolean came() {
    return signal.get() != 0;
  }

  void arrived(int number) {
    if (!signal.compareAndSet(0, number)) {
      Runtime.getRuntime().halt(128 + number);
    }
  }
}
