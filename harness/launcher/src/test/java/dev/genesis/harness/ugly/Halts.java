package dev.genesis.harness.ugly;

import org.junit.jupiter.api.Test;

class Halts {
  @Test
  void halts() {
    Runtime.getRuntime().halt(0);
  }

  @Test
  void passes() {}
}
