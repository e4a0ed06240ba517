package dev.genesis.harness.ugly;

import org.junit.jupiter.api.Test;

class Spins {
  private static volatile long turns;

  @Test
  void spins() {
    while (turns >= 0) {
      turns = (turns + 1) & Long.MAX_VALUE;
    }
  }

  @Test
  void passes() {}
}
