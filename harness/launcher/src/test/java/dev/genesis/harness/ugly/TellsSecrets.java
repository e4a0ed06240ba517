package dev.genesis.harness.ugly;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

class TellsSecrets {
  @Test
  void tells() {
    String token = System.getenv("GENESIS_SERVICE_GENESIS_TOKEN");
    System.out.println("printed " + token);
    fail("refused: Authorization: Bearer " + token);
  }
}
