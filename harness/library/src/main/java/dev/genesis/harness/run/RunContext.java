package dev.genesis.harness.run;

import dev.genesis.harness.config.Settings;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What the process that runs checks provides to them: the settings that its parent resolved, and
 * where their requests are recorded. In an IDE or under Surefire nobody installs one, and the
 * extension provides for itself.
 *
 * @param watched whether a watchdog interrupts a check's thread at the check's deadline
 */
public record RunContext(Settings settings, RequestRecorder recorder, boolean watched) {
  private static final AtomicReference<@Nullable RunContext> INSTALLED = new AtomicReference<>();

  /** Installs it for this process; null takes it away again. */
  public static void install(@Nullable RunContext context) {
    INSTALLED.set(context);
  }

  /** The one of this process, if there is one. */
  public static Optional<RunContext> installed() {
    return Optional.ofNullable(INSTALLED.get());
  }
}
