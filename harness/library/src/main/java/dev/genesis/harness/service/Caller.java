package dev.genesis.harness.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf requests are made: a check, in most cases. It is told of each, it says whether it
 * may change anything and how long it has, and it remembers the last exchange for its failure's
 * message.
 */
public final class Caller {
  private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

  private final RequestListener listener;
  private final boolean mutating;
  private final CheckTime time;
  private volatile @Nullable Exchange last;

  /**
   * A caller.
   *
   * @param mutating whether it is declared to change the system
   */
  public Caller(RequestListener listener, boolean mutating, CheckTime time) {
    this.listener = listener;
    this.mutating = mutating;
    this.time = time;
  }

  /** Somebody who is no check: may change nothing, has all the time there is. */
  public static Caller anonymous() {
    return new Caller((service, took, status) -> {}, false, CheckTime.unlimited());
  }

  /** The one that runs on this thread, if one does. */
  public static Optional<Caller> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * Says who runs on this thread from now on, null for nobody. Requests of any client on this
   * thread are made on his behalf, so that a client in a field serves one check after the other.
   *
   * @return who ran until now, to be bound again afterwards
   */
  public static @Nullable Caller bind(@Nullable Caller caller) {
    Caller before = CURRENT.get();
    if (caller == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(caller);
    }
    return before;
  }

  /** Who runs on this thread, else this one. */
  Caller orCurrent() {
    Caller current = CURRENT.get();
    return current == null ? this : current;
  }

  /** The last request with its answer's first lines, secrets blanked; empty if there was none. */
  public Optional<String> lastExchange() {
    return Optional.ofNullable(last).map(Exchange::describe);
  }

  boolean mutating() {
    return mutating;
  }

  CheckTime time() {
    return time;
  }

  void made(Exchange exchange) {
    last = exchange;
    listener.requested(exchange.service(), exchange.took(), exchange.status());
  }
}
