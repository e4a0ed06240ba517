package dev.genesis.harness.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputDrainTest {
  private static String drained(String text) throws InterruptedException {
    OutputDrain drain =
        OutputDrain.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "drain");
    drain.await(10_000);
    return drain.text();
  }

  @Test
  void little_isKeptWhole() throws InterruptedException {
    assertThat(drained("eins\nzwei ✓\n")).isEqualTo("eins\nzwei ✓\n");
  }

  @Test
  void more_isKeptWholeUpToTheBound() throws InterruptedException {
    String text = "0123456789".repeat(20_000);
    assertThat(drained(text)).isEqualTo(text);
  }

  @Test
  void tooMuch_keepsBeginningAndEndAndSaysHowMuchIsGone() throws InterruptedException {
    String text = "first " + "x".repeat(1_000_000) + " last";
    assertThat(drained(text))
        .startsWith("first x")
        .endsWith("x last")
        .contains("bytes left out")
        .hasSizeLessThan(300_000);
  }
}
