package dev.genesis.harness.extension;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A check did not end in time and was interrupted; the cause shows what it was at. */
public final class CheckTimeoutError extends AssertionError {
  private static final long serialVersionUID = 1L;

  CheckTimeoutError(String place, Duration limit, @Nullable Throwable interrupted) {
    super(
        "%s did not end within %d ms; speed it up, or raise its timeout (or genesis.check-timeout)"
            .formatted(place, limit.toMillis()),
        interrupted);
  }
}
