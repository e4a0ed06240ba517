package dev.genesis.harness.run;

import java.util.Locale;

/** Why a check failed, as a bounded set that may be a label. */
public enum FailureReason {
  DNS,
  CONNECT,
  TLS,
  TIMEOUT,
  STATUS,
  ASSERTION,
  SETUP,
  HARNESS;

  /** The name in files and labels, such as {@code connect}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
