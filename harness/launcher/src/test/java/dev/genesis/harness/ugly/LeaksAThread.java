package dev.genesis.harness.ugly;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeaksAThread {
  @Test
  void leaksAThread() {
    CountDownLatch never = new CountDownLatch(1);
    new Thread(
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            })
        .start();
  }
}
