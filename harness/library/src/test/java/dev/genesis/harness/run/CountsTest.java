package dev.genesis.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountsTest {
  @Test
  void thePlansOwnNumbers_countSkippedAsNotPassed() {
    Counts plan = new Counts(1_026, 1, 0, 17, 0, 0, 0, 0);

    assertThat(plan.total()).isEqualTo(1_044);
    assertThat(plan.passRate()).isEqualTo(1_026 / 1_044.0);
  }

  @Test
  void nothingAtAll_isZeroAndNotOne() {
    assertThat(Counts.NONE.passRate()).isZero();
  }
}
