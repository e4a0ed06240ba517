package dev.genesis.harness.ugly;

import org.junit.jupiter.api.Test;

class Exits {
  @Test
  void exits() {
    System.exit(0);
  }

  @Test
  void passes() {}

  @Test
  void passesToo() {}
}
