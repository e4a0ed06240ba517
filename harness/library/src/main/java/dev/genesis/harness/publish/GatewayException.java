package dev.genesis.harness.publish;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The Pushgateway did not do what it was asked to: one sentence, and whether to ask again. */
final class GatewayException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean again;
  private final boolean answered;

  private GatewayException(
      String message, boolean again, boolean answered, @Nullable Throwable cause) {
    super(message, cause);
    this.again = again;
    this.answered = answered;
  }

  /** It answered, and it will answer the same again unless it is overloaded or broken. */
  static GatewayException refused(int status, String what) {
    return new GatewayException(what, status >= 500 || status == 429, true, null);
  }

  /** It did not answer. */
  static GatewayException unreachable(String what, @Nullable Throwable cause) {
    return new GatewayException(what, true, false, cause);
  }

  /** It stored something else than it was sent. */
  static GatewayException different(String what) {
    return new GatewayException(what, true, true, null);
  }

  /** There is no use in asking again. */
  static GatewayException settled(String what) {
    return new GatewayException(what, false, true, null);
  }

  boolean again() {
    return again;
  }

  boolean answered() {
    return answered;
  }
}
