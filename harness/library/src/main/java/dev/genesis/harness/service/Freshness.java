package dev.genesis.harness.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Whether an answer is of now. A cache between us and the service that gives yesterday's answer
 * would let every check pass on a dead service. The bounds are wide, so that a clock that is wrong
 * by hours is the matter of a check on clocks, and not of every check.
 */
final class Freshness {
  private static final Duration OLDEST_AGE = Duration.ofMinutes(5);
  private static final Duration OLDEST_DATE = Duration.ofHours(12);

  private final Clock clock;

  Freshness(Clock clock) {
    this.clock = clock;
  }

  void verify(Exchange exchange, Optional<String> age, Optional<String> date) {
    if (age.isPresent() && age.get().matches("\\d{1,15}")) {
      Duration old = Duration.ofSeconds(Long.parseLong(age.get()));
      if (old.compareTo(OLDEST_AGE) > 0) {
        throw stale(exchange, "was kept for " + old + " (header Age)");
      }
    }
    date.flatMap(Freshness::instant)
        .filter(at -> at.plus(OLDEST_DATE).isBefore(clock.instant()))
        .ifPresent(
            at -> {
              throw stale(exchange, "is of " + at + " (header Date)");
            });
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty(); // says nothing about age
    }
  }

  private static StaleAnswerError stale(Exchange exchange, String what) {
    return new StaleAnswerError(
        "the answer %s: a cache stands between, or a clock is wrong\n%s"
            .formatted(what, exchange.describe()));
  }
}
