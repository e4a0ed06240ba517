package dev.genesis.harness.service;

import dev.genesis.harness.config.Secrets;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Puts what a client threw into a sentence. */
final class Failures {
  private Failures() {}

  /** There was no answer; the cause tells the reason, and is kept. */
  static ServiceException noAnswer(Exchange exchange, Throwable cause) {
    return new ServiceException(
        "%s: %s (service %s, after %d ms)"
            .formatted(
                exchange.requestLine(),
                reason(cause),
                exchange.service(),
                exchange.took().toMillis()),
        isUnresolved(cause) ? unknownHost(exchange) : cause);
  }

  private static boolean isUnresolved(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }

  /** The JDK's client hides an unknown host in an exception about the connection. */
  private static UnknownHostException unknownHost(Exchange exchange) {
    return new UnknownHostException(exchange.uri().getHost());
  }

  private static String reason(Throwable cause) {
    if (isUnresolved(cause) || cause instanceof UnknownHostException) {
      return "the host is unknown";
    }
    if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof ConnectException) {
      return "could not connect";
    }
    if (cause instanceof InterruptedException) {
      return "interrupted while waiting for the answer";
    }
    String message = cause.getMessage();
    String what = message == null ? cause.getClass().getSimpleName() : message;
    String kind = cause instanceof SSLException ? "TLS failed: " : "";
    return kind + Secrets.ofProcess().blank(what);
  }

  static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
