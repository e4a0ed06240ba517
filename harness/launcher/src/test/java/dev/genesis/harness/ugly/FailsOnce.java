package dev.genesis.harness.ugly;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailsOnce {
  @Test
  void failsOnce() throws IOException {
    Path mark = Path.of(System.getenv("UGLY_FOLDER"), "failed-once");
    boolean first = !Files.exists(mark);
    Files.writeString(mark, "");
    assertFalse(first, "the first time");
  }

  @Test
  void passes() {}
}
