package dev.genesis.harness.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one check ended in one run, or one further failure in the name of a container or of the run.
 *
 * @param check id, suite and the rest of what is known of it
 * @param item whether this is a failure that belongs to no check (a container's {@code @AfterAll},
 *     an uncaught exception), listed in the container's or the run's own name
 * @param took wall time of the last attempt
 * @param attempts how often it was tried, confirmations and restarts included; 0 if never
 * @param flaky passed only on confirmation
 * @param failure what went wrong, when it failed; on a flaky check, what went wrong first
 * @param note why it was skipped, aborted or not run
 * @param requests how many requests it was seen to make
 */
public record CheckResult(
    CheckMetadata check,
    String displayName,
    Outcome outcome,
    boolean item,
    Duration took,
    int attempts,
    boolean flaky,
    @Nullable Failure failure,
    @Nullable String note,
    int requests) {

  public String id() {
    return check.id();
  }
}
