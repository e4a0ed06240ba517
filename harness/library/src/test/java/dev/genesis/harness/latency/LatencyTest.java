package dev.genesis.harness.latency;

import static dev.genesis.harness.latency.LatencySample.sample;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.run.LatencyHistogram;
import dev.genesis.harness.service.Caller;
import dev.genesis.harness.service.CheckTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private static Latencies of(int count, int fromMillis) {
    LatencyHistogram histogram = LatencyHistogram.empty();
    for (int i = 0; i < count; i++) {
      histogram.record(ofMillis(fromMillis + i));
    }
    return Latencies.of(histogram);
  }

  private static void work(long millis) {
    long end = System.nanoTime() + ofMillis(millis).toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void oneStandstill_spoilsEveryRequestOfItsTime() {
    AtomicInteger calls = new AtomicInteger();
    Latencies latencies =
        sample(60)
            .atRate(200)
            .of(
                () -> {
                  if (calls.incrementAndGet() == 10) {
                    work(150);
                  }
                });

    // 150 ms at 200 per second: some thirty requests should have left meanwhile. A closed loop
    // would know of one slow request.
    assertThat(latencies.histogram().count()).isEqualTo(60);
    long slow = 60 - latencies.histogram().countAtMost(ofMillis(40));
    assertThat(slow).isGreaterThanOrEqualTo(15);
  }

  @Test
  void rate_isKept() {
    long start = System.nanoTime();
    sample(11).atRate(50).of(() -> {});

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(ofMillis(200));
  }

  @Test
  void failedRequest_endsTheSample() {
    assertThatThrownBy(
            () ->
                sample(5)
                    .of(
                        () -> {
                          throw new AssertionError("status 500");
                        }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("status 500");
  }

  @Test
  void sampleThatTheCheckHasNoTimeFor_isRefusedBeforeItBegins() {
    Caller.bind(new Caller((s, t, c) -> {}, false, CheckTime.of(ofMillis(500))));
    try {
      assertThatThrownBy(() -> sample(60).atRate(10).of(() -> {}))
          .hasMessage(
              "a sample of 60 at 10.0 per second takes 5900 ms, longer than the check may; raise its"
                  + " timeout or the rate");
    } finally {
      Caller.bind(null);
    }
  }

  @Test
  void percentilesBelowTheirLimits_hold() {
    assertThat(of(60, 100)).p50().isBelow(ofMillis(140)).p95().isBelow(ofMillis(200));
    assertThat(of(299, 1)).p99().isBelow(ofMillis(300)).max().isBelow(ofMillis(301));
  }

  @Test
  void percentileAboveItsLimit_fails_andShowsTheDistribution() {
    assertThatThrownBy(() -> assertThat(of(60, 100)).p95().isBelow(ofMillis(120)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("P95 is 156.01 ms (below 159.01 ms with 95 % confidence)")
        .hasMessageContaining("not below 120.00 ms")
        .hasMessageContaining("60 samples: min 100.00 ms")
        .hasMessageContaining("###");
  }

  @Test
  void limitItself_isNotBelow() {
    assertThatThrownBy(() -> assertThat(of(60, 100)).max().isBelow(ofMillis(159)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void sampleTooSmall_isRefused_withTheNumberItTakes() {
    assertThatThrownBy(() -> assertThat(of(58, 1)).p95().isBelow(ofMillis(1_001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "58 samples say nothing of a P95 at 95 % confidence, which needs 59; write sample(60)");
    assertThatThrownBy(() -> assertThat(of(298, 1)).p99().isBelow(ofMillis(1_001)))
        .hasMessageContaining("which needs 299; write sample(300)");
    assertThat(Percentile.P50.leastSample()).isEqualTo(5);
  }

  @Test
  void confidenceBound_comesDownWithTheSample() {
    // of 59 only the largest value bounds the P95; of many it is near the percentile itself
    assertThat(Percentile.P95.upperBound(of(59, 1).histogram()))
        .hasValueSatisfying(bound -> assertThat(bound).isBetween(ofMillis(59), ofMillis(60)));
    Duration bound = Percentile.P95.upperBound(of(1_000, 1).histogram()).orElseThrow();
    assertThat(bound).isBetween(ofMillis(951), ofMillis(970));
  }
}
