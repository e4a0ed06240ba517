package dev.genesis.harness.publish;

import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.Failure;
import org.jspecify.annotations.Nullable;

/** The one sentence that says why a check ended as it did. */
final class CheckMessage {
  private CheckMessage() {}

  /**
   * What the failure says, else why it was skipped, aborted or not run; null if nothing is said.
   */
  static @Nullable String of(CheckResult result) {
    Failure failure = result.failure();
    if (failure == null) {
      return result.note();
    }
    return failure.message().isEmpty() ? failure.type() : failure.message();
  }
}
