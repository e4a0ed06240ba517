package dev.genesis.harness.sandbox.genesis;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A fault of the stand-in that can be switched on and off at run time. */
public enum Fault {
  /** The port refuses connections. */
  DOWN,
  /** One component reports unhealthy; {@code /health} answers 503. */
  UNHEALTHY_COMPONENT,
  /** Five per cent of the operations fail. */
  ERROR_RATIO,
  /** The 95th percentile of operations is 500 ms. */
  LATENCY_P95,
  /** One circuit breaker is open. */
  CIRCUIT_BREAKER_OPEN,
  /** {@code /metrics} answers 200 with nothing in it. */
  EMPTY_METRICS;

  /** The name on the command line, such as {@code error-ratio}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The fault of that label, if there is one. */
  public static Optional<Fault> of(String label) {
    return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
  }
}
