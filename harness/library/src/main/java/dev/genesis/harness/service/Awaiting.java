package dev.genesis.harness.service;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * Awaitility with the check's own deadline, so that a check which waits fails with what it waited
 * for, and not with having run out of time.
 *
 * <pre>{@code
 * await().untilAsserted(() -> assertThat(genesis.get("/health").status()).isEqualTo(200));
 * }</pre>
 */
public final class Awaiting {
  private static final Duration LONGEST_MARGIN = Duration.ofMillis(500);
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration WITHOUT_CHECK = Duration.ofSeconds(10);

  private Awaiting() {}

  /**
   * Waits until shortly before the check's deadline (ten seconds where no check runs), and asks
   * every 100 ms on the check's own thread.
   */
  public static ConditionFactory await() {
    CheckTime time = CheckTime.current();
    Duration limit = time == CheckTime.unlimited() ? WITHOUT_CHECK : beforeTheEnd(time.remaining());
    return Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .atMost(limit);
  }

  /** A tenth of the time is left for failing in, half a second at most. */
  static Duration beforeTheEnd(Duration remaining) {
    Duration tenth = remaining.dividedBy(10);
    Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
    Duration limit = remaining.minus(margin);
    return limit.compareTo(SHORTEST) < 0 ? SHORTEST : limit;
  }
}
