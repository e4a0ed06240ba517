package dev.genesis.harness.history;

import dev.genesis.harness.publish.RunStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A history that cannot be opened, read or written: one line that names it, says why, and names a
 * way out. What was in it is as it was.
 */
public final class HistoryException extends RunStoreException {
  private static final long serialVersionUID = 1L;

  public HistoryException(String line) {
    super(line);
  }

  public HistoryException(String line, @Nullable Throwable cause) {
    super(line, cause);
  }
}
