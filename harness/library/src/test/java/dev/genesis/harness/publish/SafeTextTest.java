package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void shortText_isItself() {
    assertThat(SafeText.bounded("a\nb 🧪", 100)).isEqualTo("a\nb 🧪");
  }

  @Test
  void longText_isCutToTheLimitVisibly() {
    assertThat(SafeText.bounded("x".repeat(5_000), 100))
        .hasSize(100)
        .endsWith("x… (5,000 characters in all)");
  }

  @Test
  void theCut_neverSplitsACharacter() {
    for (int limit = 40; limit < 60; limit++) {
      String cut = SafeText.bounded("🧪".repeat(200), limit);
      assertThat(cut).doesNotContain("\ufffd");
      assertThat(cut.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE))
          .isFalse();
    }
  }

  @Test
  void halfACharacter_isReplaced() {
    assertThat(SafeText.bounded("a\ud83db", 100)).isEqualTo("a\ufffdb");
  }

  @Test
  void aLine_showsWhatWouldCommandATerminal() {
    assertThat(SafeText.line("a\nb\u001b[2Jc\u202ed\u0085e", 100))
        .isEqualTo("a\\nb\\u001b[2Jc\\u202ed\\u0085e");
  }

  @Test
  void aLine_keepsJoinedEmoji() {
    assertThat(SafeText.line("👩‍🔬", 100)).isEqualTo("👩‍🔬");
  }
}
