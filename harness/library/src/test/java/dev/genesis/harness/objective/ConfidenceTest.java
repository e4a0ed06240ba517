package dev.genesis.harness.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.genesis.harness.run.LatencyHistogram;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceTest {
  /** With no failure the bound has a closed form: the n-th root of 0.05. */
  @ParameterizedTest
  @CsvSource({"34", "149", "1044"})
  void allPassed_showsTheRootOfFivePercent(int n) {
    assertThat(Confidence.passRateAtLeast(n, n)).isCloseTo(Math.pow(0.05, 1.0 / n), within(1e-6));
  }

  /** Published value: 8 of 10 has a one-sided 95 % lower limit of 0.4931. */
  @Test
  void eightOfTen_isTheTabulatedClopperPearsonLimit() {
    assertThat(Confidence.passRateAtLeast(8, 10)).isCloseTo(0.4931, within(1e-4));
  }

  @Test
  void nothingPassed_showsNothing() {
    assertThat(Confidence.passRateAtLeast(0, 34)).isZero();
  }

  @Test
  void manyChecks_approximationJoinsTheExactBound() {
    double exact = Confidence.passRateAtLeast(4_900, 5_000);
    double approximate = Confidence.passRateAtLeast(4_901, 5_001);

    assertThat(approximate).isCloseTo(exact, within(2e-4));
  }

  @ParameterizedTest
  @CsvSource({"0.99,299", "0.95,59", "0.5,5", "0.98,149"})
  void samplesFor_areTheTabulatedNumbers(double share, int samples) {
    assertThat(Confidence.samplesFor(share)).isEqualTo(samples);
  }

  @Test
  void tooFewSamples_haveNoBound() {
    assertThat(Confidence.rankAbove(0.99, 298)).isEmpty();
    assertThat(Confidence.rankAbove(0.99, 299)).hasValue(299);
  }

  @ParameterizedTest
  @CsvSource({"0.95,59", "0.95,100", "0.99,1000", "0.5,40"})
  void rankAbove_isTheSmallestThatHoldsTheConfidence(double share, int n) {
    int rank = Confidence.rankAbove(share, n).orElseThrow();

    assertThat(Binomial.atLeast(rank, n, share)).isLessThanOrEqualTo(0.05);
    assertThat(Binomial.atLeast(rank - 1, n, share)).isGreaterThan(0.05);
  }

  @Test
  void quantileAtMost_isASampleAboveTheQuantile() {
    LatencyHistogram latency = LatencyHistogram.empty();
    for (int i = 1; i <= 1_000; i++) {
      latency.record(Duration.ofMillis(i));
    }

    Duration bound = Confidence.quantileAtMost(latency, 0.95);

    assertThat(bound).isBetween(Duration.ofMillis(955), Duration.ofMillis(970));
  }
}
