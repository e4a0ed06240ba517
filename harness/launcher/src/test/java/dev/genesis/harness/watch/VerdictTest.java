package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.watch.Criterion.Result;
import dev.genesis.harness.watch.Evidence.SeenAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictTest {
  private static final int LAST = 54;

  private static Verdict verdict(WatchRecord record) {
    return Verdict.of(record, Objectives.PLAN);
  }

  @Test
  void allWell_graduates() {
    Verdict verdict = verdict(Watches.well(0));

    assertThat(verdict.criteria()).hasSize(8);
    assertThat(verdict.graduates()).as(verdict.sentence()).isTrue();
    assertThat(verdict.exitCode()).isZero();
    assertThat(verdict.criteria())
        .allSatisfy(c -> assertThat(c.number()).isNotEmpty())
        .allSatisfy(c -> assertThat(c.source()).isNotEmpty())
        .allSatisfy(c -> assertThat(c.window()).isEqualTo("48h"));
  }

  static Stream<Arguments> badHours() {
    return Stream.of(
        bad("test pass rate", e -> change(e, Map.of("production", 0.97, "smoke", 1.0))),
        bad("error ratio", e -> errors(e, Watches.reading(0.001))),
        bad("P95 latency", e -> p95(e, Watches.reading(0.2))),
        bad("uptime", e -> up(e, Watches.reading(0.9))));
  }

  private static Arguments bad(String criterion, UnaryOperator<Evidence> change) {
    return Arguments.of(criterion, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badHours")
  void oneBadHour_extendsForThatReasonAlone(String criterion, UnaryOperator<Evidence> change) {
    Verdict verdict = verdict(Watches.at(28, 28, change));

    assertThat(verdict.criteria().stream().filter(c -> c.result() != Result.MET))
        .extracting(Criterion::name)
        .containsExactly(criterion);
    assertThat(verdict.sentence()).startsWith("extend, because " + criterion);
    assertThat(verdict.exitCode()).isEqualTo(1);
  }

  @Test
  void justWithinTheObjectives_graduates() {
    WatchRecord record =
        Watches.at(
            0,
            LAST,
            e ->
                errors(
                    p95(
                        change(e, Map.of("production", 0.98, "smoke", 0.98)),
                        Watches.reading(0.19999)),
                    Watches.reading(0.00099)));

    assertThat(verdict(record).graduates()).isTrue();
  }

  @Test
  void missingReading_isUnknownNotAPass() {
    Verdict verdict = verdict(Watches.at(7, 7, e -> errors(e, Watches.missing())));

    assertThat(of(verdict, "error ratio").result()).isEqualTo(Result.UNKNOWN);
    assertThat(of(verdict, "error ratio").because()).contains("h02");
    assertThat(verdict.graduates()).isFalse();
    assertThat(verdict.exitCode()).isEqualTo(3);
  }

  @Test
  void nanReading_isUnknownNotAPass() {
    Verdict verdict = verdict(Watches.at(7, 7, e -> p95(e, Watches.reading(Double.NaN))));

    assertThat(of(verdict, "P95 latency").result()).isEqualTo(Result.UNKNOWN);
  }

  @Test
  void missedCheckpoint_isNotAPass() {
    Verdict verdict = verdict(Watches.record(0, (i, r) -> i == 30 ? Watches.missed(r) : r));

    assertThat(verdict.graduates()).isFalse();
    assertThat(of(verdict, "test pass rate").because()).contains("h12-full (missed)");
  }

  @Test
  void inconclusiveRun_isNotAPass() {
    Verdict verdict = verdict(Watches.at(3, 3, e -> change(e, Map.of())));

    assertThat(of(verdict, "test pass rate").result()).isEqualTo(Result.UNKNOWN);
  }

  @Test
  void rollback_extends() {
    assertThat(of(verdict(Watches.well(1)), "no rollback").result()).isEqualTo(Result.MISSED);
  }

  @Test
  void graveAlertToTheEnd_isUnresolved_andNotWhenItEnds() {
    SeenAlert alert = new SeenAlert("HighErrorRate", "P1", "errors", Instant.EPOCH);
    UnaryOperator<Evidence> firing = e -> alerts(e, List.of(alert));

    Verdict toTheEnd = verdict(Watches.at(50, LAST, firing));
    Verdict ended = verdict(Watches.at(50, 52, firing));

    assertThat(of(toTheEnd, "no unresolved P0/P1").because()).contains("alert HighErrorRate");
    assertThat(of(ended, "no unresolved P0/P1").result()).isEqualTo(Result.MET);
    assertThat(of(ended, "no unresolved P0/P1").number()).isEqualTo("1 incidents, 0 unresolved");
  }

  @Test
  void lesserAlert_opensNoIncident() {
    SeenAlert alert = new SeenAlert("HighCpuUsage", "P2", "cpu", Instant.EPOCH);

    assertThat(verdict(Watches.at(50, LAST, e -> alerts(e, List.of(alert)))).graduates()).isTrue();
  }

  @Test
  void slowerThanTheBaselineByMoreThanATenth_extends() {
    Verdict slow = verdict(Watches.at(0, LAST, e -> mean(e, Watches.reading(0.1448))));
    Verdict within = verdict(Watches.at(0, LAST, e -> mean(e, Watches.reading(0.1446))));
    Verdict faster = verdict(Watches.at(0, LAST, e -> mean(e, Watches.reading(0.05))));

    assertThat(of(slow, "within 10 % of the baseline").result()).isEqualTo(Result.MISSED);
    assertThat(within.graduates()).isTrue();
    assertThat(faster.graduates()).isTrue();
  }

  @Test
  void leak_isFoundByItsSlopeThoughNoReadingIsHigh() {
    Verdict leak =
        verdict(
            Watches.record(
                0,
                (i, r) ->
                    Watches.with(
                        r,
                        memory(Watches.well(), 0.4 + 0.004 * r.checkpoint().offset().toHours()))));

    Criterion criterion = of(leak, "resources stable");
    assertThat(criterion.result()).isEqualTo(Result.MISSED);
    assertThat(criterion.because()).contains("memory", "reaches 0.9 in");
  }

  @Test
  void outliers_areNoLeak() {
    Verdict verdict =
        verdict(
            Watches.record(
                0, (i, r) -> Watches.with(r, memory(Watches.well(), i % 7 == 0 ? 0.85 : 0.6))));

    assertThat(of(verdict, "resources stable").result()).isEqualTo(Result.MET);
  }

  @Test
  void resourceThatNobodyMeasured_isUnknown() {
    Verdict verdict =
        verdict(
            Watches.at(
                0,
                LAST,
                e -> {
                  e.resources().remove("disk");
                  return e;
                }));

    assertThat(of(verdict, "resources stable").result()).isEqualTo(Result.UNKNOWN);
    assertThat(of(verdict, "resources stable").because()).contains("disk");
  }

  private static Criterion of(Verdict verdict, String name) {
    return verdict.criteria().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Evidence change(Evidence e, Map<String, Double> rates) {
    return new Evidence(
        e.runId(),
        new TreeMap<>(rates),
        !rates.isEmpty(),
        e.failedCritical(),
        e.errorRatio(),
        e.p95(),
        e.up(),
        e.meanLatency(),
        e.resources(),
        e.alerts(),
        e.alertsKnown(),
        e.health(),
        e.logErrors(),
        e.problems());
  }

  private static Evidence errors(Evidence e, Reading errors) {
    return readings(e, errors, e.p95(), e.up(), e.meanLatency(), e.alerts());
  }

  private static Evidence p95(Evidence e, Reading p95) {
    return readings(e, e.errorRatio(), p95, e.up(), e.meanLatency(), e.alerts());
  }

  private static Evidence up(Evidence e, Reading up) {
    // the incident is over at the next checkpoint: only the uptime itself is missed
    return readings(e, e.errorRatio(), e.p95(), up, e.meanLatency(), e.alerts());
  }

  private static Evidence mean(Evidence e, Reading mean) {
    return readings(e, e.errorRatio(), e.p95(), e.up(), mean, e.alerts());
  }

  private static Evidence alerts(Evidence e, List<SeenAlert> alerts) {
    return readings(e, e.errorRatio(), e.p95(), e.up(), e.meanLatency(), alerts);
  }

  private static Evidence memory(Evidence e, double used) {
    e.resources().put("memory", Watches.reading(used));
    return e;
  }

  private static Evidence readings(
      Evidence e, Reading errors, Reading p95, Reading up, Reading mean, List<SeenAlert> alerts) {
    return new Evidence(
        e.runId(),
        e.passRates(),
        e.conclusive(),
        e.failedCritical(),
        errors,
        p95,
        up,
        mean,
        e.resources(),
        alerts,
        e.alertsKnown(),
        e.health(),
        e.logErrors(),
        e.problems());
  }
}
