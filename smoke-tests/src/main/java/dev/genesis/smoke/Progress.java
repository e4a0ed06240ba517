package dev.genesis.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.Exposition;
import dev.genesis.harness.service.HttpService;
import java.time.Duration;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What happened between two looks at {@code /metrics}. What was counted before is left out: the
 * first minutes of a process would outvote its present.
 */
record Progress(double operations, double errors, double durationSum, double durationCount) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /**
   * Watches until there were enough operations to judge by, or as long as the limits say; what
   * there was by then is the answer.
   *
   * @throws AssertionError if nothing happened at all
   */
  static Progress watch(HttpService genesis, Thresholds limits) {
    Progress before = total(genesis);
    double enough = limits.number("enough-operations");
    Progress[] latest = {before};
    try {
      await()
          .pollDelay(BETWEEN_LOOKS)
          .pollInterval(BETWEEN_LOOKS)
          .atMost(limits.duration("watch"))
          .pollInSameThread()
          .until(
              () -> {
                latest[0] = total(genesis);
                return latest[0].operations() - before.operations() >= enough;
              });
    } catch (ConditionTimeoutException e) {
      // fewer than one would like are judged all the same, none are a fault
      assertThat(latest[0].operations())
          .as("operations in total, after %s of watching", limits.duration("watch"))
          .isGreaterThan(before.operations());
    }
    return latest[0].since(before);
  }

  double meanSeconds() {
    assertThat(durationCount).as("durations that were counted while watching").isPositive();
    return durationSum / durationCount;
  }

  private Progress since(Progress before) {
    return new Progress(
        operations - before.operations,
        errors - before.errors,
        durationSum - before.durationSum,
        durationCount - before.durationCount);
  }

  private static Progress total(HttpService genesis) {
    Exposition page = Exposition.of(genesis.get("/metrics"));
    return new Progress(
        page.sum("genesis_operations_total"),
        page.sum("genesis_errors_total"),
        page.sum("genesis_operation_duration_seconds_sum"),
        page.sum("genesis_operation_duration_seconds_count"));
  }
}
