package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.HttpAnswer;
import dev.genesis.harness.service.HttpService;
import dev.genesis.harness.service.PromQl;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** What every other number silently relies on: clocks that agree and certificates that hold. */
@ProductionCheck(severity = Severity.P2, owner = "genesis-sre")
class Trust {
  @ProductionCheck(
      runbook = "genesisservicedown",
      description = "Genesis and this runner agree on the time: tokens and traces go by it")
  void clockOfGenesisAgrees(@Service("genesis") HttpService genesis, Thresholds limits) {
    Instant before = Instant.now();
    HttpAnswer answer = Component.health(genesis);
    Instant after = Instant.now();
    String date =
        answer
            .header("date")
            .orElseThrow(() -> new AssertionError("the answer to /health has no Date"));
    Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    // it has whole seconds, and may have been written at any time in between
    assertThat(outside(there, before.truncatedTo(ChronoUnit.SECONDS), after))
        .as("time between the clocks of Genesis and of this runner")
        .isLessThan(limits.duration("clock-skew"));
  }

  @ProductionCheck(
      runbook = "monitoringtargetdown",
      description = "Prometheus and this runner agree on the time: every window goes by it")
  void clockOfPrometheusAgrees(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    Instant before = Instant.now();
    double seconds = prometheus.value("time()");
    Instant after = Instant.now();
    assertThat(outside(Instant.ofEpochMilli(Math.round(seconds * 1000)), before, after))
        .as("time between the clocks of Prometheus and of this runner")
        .isLessThan(limits.duration("clock-skew"));
  }

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "genesisservicedown",
      description = "Where Genesis is reached by https, its certificate holds another two weeks")
  void certificateHolds(@Service("genesis") HttpService genesis, Thresholds limits) {
    HttpAnswer answer = Component.health(genesis);
    if ("https".equals(genesis.uri().getScheme())) {
      Instant end =
          answer
              .certificateExpiry()
              .orElseThrow(() -> new AssertionError("Genesis showed no certificate"));
      assertThat(Duration.between(Instant.now(), end))
          .as("time until the certificate of %s expires", genesis.uri().getHost())
          .isGreaterThan(limits.duration("certificate-rest"));
    }
  }

  /** How far a time is before or after a span; nothing within. */
  private static Duration outside(Instant time, Instant from, Instant to) {
    if (time.isBefore(from)) {
      return Duration.between(time, from);
    }
    return time.isAfter(to) ? Duration.between(to, time) : Duration.ZERO;
  }
}
