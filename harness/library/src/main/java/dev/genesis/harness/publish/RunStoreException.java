package dev.genesis.harness.publish;

import org.jspecify.annotations.Nullable;

/** A run could not be stored, or a store not be read: one line that names it and the way out. */
public class RunStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunStoreException(String line) {
    super(line);
  }

  public RunStoreException(String line, @Nullable Throwable cause) {
    super(line, cause);
  }
}
