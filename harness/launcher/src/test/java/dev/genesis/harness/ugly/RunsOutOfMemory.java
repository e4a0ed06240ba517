package dev.genesis.harness.ugly;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsOutOfMemory {
  private static final List<byte[]> KEPT = new ArrayList<>();

  @Test
  void runsOutOfMemory() {
    while (true) {
      KEPT.add(new byte[1 << 20]);
    }
  }

  @Test
  void passes() {}
}
