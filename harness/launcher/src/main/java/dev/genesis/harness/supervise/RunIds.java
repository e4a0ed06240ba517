package dev.genesis.harness.supervise;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/** Names for runs: sorted by time, and different on machines that start at the same moment. */
final class RunIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunIds() {}

  static String next(Clock clock) {
    return at(clock.instant(), "%08x".formatted(ThreadLocalRandom.current().nextInt()));
  }

  /** Of a run that began then. */
  static String at(Instant begun, String distinction) {
    return TIME.format(begun) + "-" + distinction;
  }
}
