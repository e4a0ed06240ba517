package dev.genesis.harness.sandbox.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The time between two switches of a proxy: the fault in force and what arrived. */
final class Episode {
  final @Nullable WireFault fault;
  final AtomicLong connections = new AtomicLong();
  final AtomicLong requests = new AtomicLong();
  private final CountDownLatch over = new CountDownLatch(1);

  Episode(@Nullable WireFault fault) {
    this.fault = fault;
  }

  void end() {
    over.countDown();
  }

  /** Waits until the episode is over, this long at most; whether it is over. */
  boolean await(Duration atMost) throws InterruptedException {
    return over.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }
}
