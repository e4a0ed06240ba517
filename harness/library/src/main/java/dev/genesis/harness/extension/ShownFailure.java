package dev.genesis.harness.extension;

import dev.genesis.harness.config.Secrets;
import dev.genesis.harness.service.Caller;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.AssertionFailedError;

/**
 * Shows a failed assertion with the last request and its answer. The new failure has the old one's
 * stack trace and keeps it as its cause.
 */
final class ShownFailure {
  private ShownFailure() {}

  static Throwable of(Throwable failure, Caller caller) {
    Optional<String> exchange = caller.lastExchange();
    boolean assertion =
        failure instanceof AssertionError || failure instanceof ConditionTimeoutException;
    String message = String.valueOf(failure.getMessage());
    if (!assertion || exchange.isEmpty() || message.contains(exchange.get())) {
      return failure;
    }
    String shown =
        "%s%n%nThe last request was%n%s"
            .formatted(Secrets.ofProcess().blank(message), exchange.get());
    Throwable replacement =
        failure instanceof AssertionFailedError e && e.isExpectedDefined() && e.isActualDefined()
            ? new AssertionFailedError(shown, e.getExpected(), e.getActual(), e)
            : new AssertionError(shown, failure);
    replacement.setStackTrace(failure.getStackTrace());
    return replacement;
  }
}
