package dev.genesis.harness.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.baseline.Comparison.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the comparison finds what it must and leaves noise alone, shown by simulation. */
class ComparerTest {
  private static final int CHECKS = 34;
  private static final int BASELINE = 180;
  private static final int SAMPLES = 60;
  private static final double SPREAD = 0.25;

  private final Random random = new Random(20261123);

  private double[] durations(int n, double factor) {
    double[] durations = new double[n];
    for (int i = 0; i < n; i++) {
      durations[i] = 0.1 * factor * Math.exp(SPREAD * random.nextGaussian());
    }
    return durations;
  }

  /** All checks as they were, but the first, which takes so much longer. */
  private List<Comparison> compared(int before, int after, double factor) {
    Map<String, double[]> baseline = new HashMap<>();
    Map<String, double[]> now = new HashMap<>();
    for (int check = 0; check < CHECKS; check++) {
      baseline.put(name(check), durations(before, 1));
      now.put(name(check), durations(after, check == 0 ? factor : 1));
    }
    return Comparer.compare(baseline, now);
  }

  private static String name(int check) {
    return "production/A.c" + check;
  }

  private static Comparison of(List<Comparison> all, String name) {
    return all.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private int runsWithAFalseAlarm(int runs) {
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      boolean alarm =
          compared(BASELINE, SAMPLES, 1).stream().anyMatch(c -> c.verdict() == Verdict.SLOWER);
      alarms += alarm ? 1 : 0;
    }
    return alarms;
  }

  /** The other checks matter by their number only. */
  private int slowdownsFound(int runs) {
    double reach = Comparer.reach(CHECKS);
    int found = 0;
    for (int run = 0; run < runs; run++) {
      Comparison check =
          Comparer.single("a", durations(BASELINE, 1), durations(SAMPLES, 1.2), reach);
      found += check.verdict() == Verdict.SLOWER ? 1 : 0;
    }
    return found;
  }

  /** At 5 % the chance of more than 3 in 10 is about 1 in 1,000. */
  @Test
  void noise_raisesAFalseAlarmRarely() {
    assertThat(runsWithAFalseAlarm(10)).isLessThanOrEqualTo(3);
  }

  /** At 95 % the chance of fewer than 87 in 100 is about 1 in 1,000. */
  @Test
  void oneCheckTwentyPercentSlower_isFound() {
    assertThat(slowdownsFound(100)).isGreaterThanOrEqualTo(87);
  }

  @Test
  @Tag("full")
  void noise_raisesAFalseAlarmInFivePercentOfRunsAtMost() {
    assertThat(runsWithAFalseAlarm(2_000)).isLessThanOrEqualTo(100);
  }

  @Test
  @Tag("full")
  void oneCheckTwentyPercentSlower_isFoundInNinetyFivePercentOfRuns() {
    assertThat(slowdownsFound(2_000)).isGreaterThanOrEqualTo(1_900);
  }

  @Test
  void tooFewSamples_areSaidWithHowManyItTakes() {
    Comparison check = of(compared(BASELINE, 12, 1), name(3));

    assertThat(check.verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(check.needed()).isBetween(30, 90);
  }

  /**
   * With 60 on both sides a slowdown of 20 % is missed in one case of five: that is not "within".
   */
  @Test
  void aBaselineThatIsTooSmall_isNotWithin() {
    Comparison check = of(compared(30, SAMPLES, 1), name(3));

    assertThat(check.verdict()).isEqualTo(Verdict.TOO_FEW);
  }

  @Test
  void aFewSamplesOfAPlainRegression_areEnough() {
    Comparison check = of(compared(BASELINE, 20, 3), name(0));

    assertThat(check.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(check.ratio()).isBetween(2.4, 3.6);
    assertThat(check.low()).isLessThan(check.ratio());
    assertThat(check.high()).isGreaterThan(check.ratio());
  }

  @Test
  void halfTheTime_isFaster() {
    assertThat(of(compared(BASELINE, SAMPLES, 0.5), name(0)).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void significantButWithinTheBounds_isWithin() {
    Map<String, double[]> before = Map.of("a", durations(1_000, 1));
    Map<String, double[]> after = Map.of("a", durations(600, 1.06));

    Comparison check = of(Comparer.compare(before, after), "a");

    assertThat(check.low()).isGreaterThan(1);
    assertThat(check.verdict()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void outliers_leadNothingAstray() {
    double[] now = durations(SAMPLES, 1);
    now[0] = 1_000;
    now[1] = 1_000;

    List<Comparison> all = Comparer.compare(Map.of("a", durations(BASELINE, 1)), Map.of("a", now));

    assertThat(of(all, "a").verdict()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void everythingALittleSlower_isSeenOverall() {
    Map<String, double[]> before = new HashMap<>();
    Map<String, double[]> after = new HashMap<>();
    for (int check = 0; check < CHECKS; check++) {
      before.put(name(check), durations(BASELINE, 1));
      after.put(name(check), durations(SAMPLES, 1.15));
    }

    List<Comparison> all = Comparer.compare(before, after);

    assertThat(all.get(0).name()).isEqualTo(Comparer.OVERALL);
    assertThat(all.get(0).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(all.get(0).ratio()).isBetween(1.13, 1.17);
  }

  @Test
  void nothingInCommon_isNothing() {
    assertThat(Comparer.compare(Map.of("a", durations(9, 1)), Map.of("b", durations(9, 1))))
        .isEmpty();
  }
}
