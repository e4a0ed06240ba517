package dev.genesis.harness.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.deploy.Decision.End;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {
  private static final String P0 = "production/ServiceHealth.respondsHealthy";
  private static final Measured GOOD = measured(5000.0, 0.0002, 0.17, 1.0);
  private static final Measured ILL = measured(5000.0, 0.05, 0.8, 1.0);
  private static final Measured DOWN = measured(0.0, null, null, 0.0);
  private static final CheckedSince GREEN = checked(1.0, true, List.of(), List.of());

  private static Measured measured(
      @Nullable Double operations,
      @Nullable Double errors,
      @Nullable Double p95,
      @Nullable Double up) {
    return new Measured(operations, errors, p95, up);
  }

  private static CheckedSince checked(
      @Nullable Double rate, boolean conclusive, List<String> critical, List<String> before) {
    return new CheckedSince(rate, 1.0, conclusive, critical, before);
  }

  private static CheckedSince rates(double now, double before) {
    return new CheckedSince(now, before, true, List.of(), List.of("production/Other"));
  }

  static Stream<Arguments> table() {
    return Stream.of(
        row("all well", GOOD, GOOD, GREEN, End.KEEP, ""),
        row("errors over the trigger", GOOD, errors(0.011), GREEN, End.ROLL_BACK, "error ratio"),
        row(
            "errors at the trigger",
            GOOD,
            errors(0.01),
            GREEN,
            End.KEEP_WITH_FINDINGS,
            "objective"),
        row("errors at the objective", GOOD, errors(0.001), GREEN, End.KEEP_WITH_FINDINGS, "error"),
        row("errors under the objective", GOOD, errors(0.00099), GREEN, End.KEEP, ""),
        row("errors as before", ILL, ILL, GREEN, End.KEEP_WITH_FINDINGS, "no worse than before"),
        row(
            "errors far worse than before",
            errors(0.02),
            errors(0.05),
            GREEN,
            End.ROLL_BACK,
            "0.05"),
        row(
            "no errors known",
            GOOD,
            measured(5000.0, null, 0.17, 1.0),
            GREEN,
            End.INCONCLUSIVE,
            "no error"),
        row("slow over the trigger", GOOD, p95(0.51), GREEN, End.ROLL_BACK, "P95"),
        row("slow at the trigger", GOOD, p95(0.5), GREEN, End.KEEP_WITH_FINDINGS, "P95"),
        row("slow at the objective", GOOD, p95(0.2), GREEN, End.KEEP_WITH_FINDINGS, "P95"),
        row("NaN latency", GOOD, p95(Double.NaN), GREEN, End.INCONCLUSIVE, "no P95"),
        row("down since the switch", GOOD, DOWN, GREEN, End.ROLL_BACK, "down"),
        row(
            "down before as well",
            DOWN,
            measured(0.0, null, null, 0.0),
            GREEN,
            End.INCONCLUSIVE,
            "as before"),
        row("up not known", GOOD, measured(5000.0, 0.0, 0.1, null), GREEN, End.INCONCLUSIVE, "up"),
        row(
            "flapped",
            GOOD,
            measured(5000.0, 0.0, 0.1, 0.99),
            GREEN,
            End.KEEP_WITH_FINDINGS,
            "up 0.99"),
        row(
            "too little traffic",
            GOOD,
            measured(99.0, 0.0, 0.1, 1.0),
            GREEN,
            End.INCONCLUSIVE,
            "99 operations"),
        row("enough traffic", GOOD, measured(100.0, 0.0, 0.1, 1.0), GREEN, End.KEEP, ""),
        row(
            "no traffic and a dead check",
            GOOD,
            measured(0.0, null, null, 1.0),
            checked(0.99, true, List.of(P0), List.of()),
            End.ROLL_BACK,
            "P0"),
        row(
            "P0 failed at a good rate",
            GOOD,
            GOOD,
            checked(0.99, true, List.of(P0), List.of()),
            End.ROLL_BACK,
            P0),
        row(
            "P0 failed before too",
            GOOD,
            GOOD,
            checked(0.99, true, List.of(P0), List.of(P0)),
            End.KEEP_WITH_FINDINGS,
            "as it did before"),
        row(
            "rate under the trigger",
            GOOD,
            GOOD,
            checked(0.949, true, List.of(), List.of()),
            End.ROLL_BACK,
            "0.949"),
        row(
            "rate at the trigger",
            GOOD,
            GOOD,
            checked(0.95, true, List.of(), List.of()),
            End.KEEP_WITH_FINDINGS,
            "objective"),
        row(
            "rate at the objective",
            GOOD,
            GOOD,
            checked(0.98, true, List.of(), List.of()),
            End.KEEP,
            ""),
        row("rate as low before", GOOD, GOOD, rates(0.9, 0.9), End.KEEP_WITH_FINDINGS, "no worse"),
        row("rate lower than before", GOOD, GOOD, rates(0.5, 0.9), End.ROLL_BACK, "0.5"),
        row(
            "no checks",
            GOOD,
            GOOD,
            checked(null, false, List.of(), List.of()),
            End.INCONCLUSIVE,
            "no check"),
        row(
            "checks not run",
            GOOD,
            GOOD,
            checked(1.0, false, List.of(), List.of()),
            End.INCONCLUSIVE,
            "not every"),
        row(
            "checks not run, errors over the trigger",
            GOOD,
            errors(0.5),
            checked(1.0, false, List.of(), List.of()),
            End.ROLL_BACK,
            "error ratio"));
  }

  private static Arguments row(
      String name, Measured before, Measured since, CheckedSince checks, End end, String reason) {
    return Arguments.of(name, before, since, checks, end, reason);
  }

  private static Measured errors(double ratio) {
    return measured(5000.0, ratio, 0.17, 1.0);
  }

  private static Measured p95(double seconds) {
    return measured(5000.0, 0.0002, seconds, 1.0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void decides(
      String name, Measured before, Measured since, CheckedSince checks, End end, String reason) {
    Decision decision = Gate.decide(before, since, checks, Triggers.PLAN);

    assertThat(decision.end()).as(decision.toString()).isEqualTo(end);
    assertThat(String.join("; ", decision.reasons())).contains(reason);
    assertThat(decision.reasons().isEmpty()).isEqualTo(end == End.KEEP);
  }
}
