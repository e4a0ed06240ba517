package dev.genesis.harness.latency;

import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.service.CheckTime;
import dev.genesis.harness.service.Waiting;
import java.time.Duration;

/**
 * A sample of latencies at a fixed rate.
 *
 * <pre>{@code
 * Latencies latency = sample(60).atRate(20).of(() -> genesis.get("/health").expectStatus(200));
 * assertThat(latency).p95().isBelow(ofMillis(200));
 * }</pre>
 *
 * <p>Each request has its moment, set by the rate alone. One that comes too late because an earlier
 * one was slow is counted from the moment when it should have left: a service that stands still for
 * a second spoils all requests of that second, and not just the one that was under way (without
 * coordinated omission). What the harness itself held back to keep {@code genesis.max-rps} is not
 * counted, and moves the moments of the requests after it.
 *
 * <p>The requests are made one after the other on the check's own thread. A rate above what one
 * thread can do at the service's usual latency measures the queue, too: at 20 per second, answers
 * should take less than 50 ms.
 */
public final class LatencySample {
  private static final double DEFAULT_RATE = 10;

  private final int size;
  private final double perSecond;

  private LatencySample(int size, double perSecond) {
    this.size = size;
    this.perSecond = perSecond;
  }

  /**
   * A sample of that many, ten per second if no rate is said. To say anything of a 95th percentile
   * it takes {@link Percentile#P95}'s 59.
   */
  public static LatencySample sample(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a sample of " + size + " is none; write sample(60)");
    }
    return new LatencySample(size, DEFAULT_RATE);
  }

  /** The same at so many requests per second. */
  public LatencySample atRate(double requestsPerSecond) {
    if (!(requestsPerSecond > 0) || requestsPerSecond > 100_000) {
      throw new IllegalArgumentException(
          "a rate of " + requestsPerSecond + " per second cannot be kept; write atRate(20)");
    }
    return new LatencySample(size, requestsPerSecond);
  }

  /**
   * Takes the sample. What the work throws ends it: a failed request has no latency.
   *
   * @throws IllegalStateException if the check's time does not reach that far
   */
  public Latencies of(Runnable work) {
    Duration needed = Duration.ofNanos(Math.round((size - 1) / perSecond * 1e9));
    if (needed.compareTo(CheckTime.current().remaining()) > 0) {
      throw new IllegalStateException(
          "a sample of %d at %s per second takes %d ms, longer than the check may; raise its timeout"
                  .formatted(size, perSecond, needed.toMillis())
              + " or the rate");
    }
    LatencyHistogram histogram = LatencyHistogram.empty();
    long begin = System.nanoTime();
    long heldBack = 0;
    for (int i = 0; i < size; i++) {
      long moment = begin + heldBack + Math.round(i / perSecond * 1e9);
      Waiting.until(moment);
      long before = Waiting.heldBackNanos();
      work.run();
      long held = Waiting.heldBackNanos() - before;
      histogram.record(Duration.ofNanos(System.nanoTime() - moment - held));
      heldBack += held;
    }
    return new Latencies(histogram);
  }
}
