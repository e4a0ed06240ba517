package dev.genesis.harness.config;

/**
 * A setting that cannot be: one line that names the key, the place it came from and what would be
 * right, secrets blanked. A command that meets it ends with exit code 2, having done nothing.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(Secrets.ofProcess().blank(message).replaceAll("\\R", " "));
  }
}
