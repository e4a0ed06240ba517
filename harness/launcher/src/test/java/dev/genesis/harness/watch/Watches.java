package dev.genesis.harness.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Watches for tests: all well, with single checkpoints changed. */
final class Watches {
  static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(15);

  private Watches() {}

  /** Everything that the plan's checkpoints see when all is well. */
  static Evidence well() {
    return new Evidence(
        "run",
        new TreeMap<>(Map.of("production", 1.0, "smoke", 1.0)),
        true,
        List.of(),
        reading(0.0002),
        reading(0.174),
        reading(1.0),
        reading(0.13157),
        new TreeMap<>(Map.of("cpu", reading(0.4), "memory", reading(0.6), "disk", reading(0.5))),
        List.of(),
        true,
        "OK",
        List.of(),
        List.of());
  }

  static Reading reading(double value) {
    return new Reading(value, "query", WINDOW);
  }

  static Reading missing() {
    return Reading.missing("query", WINDOW);
  }

  static WatchRecord well(int rollbacks) {
    return record(rollbacks, (index, record) -> record);
  }

  interface Change {
    CheckpointRecord change(int index, CheckpointRecord record);
  }

  static WatchRecord record(int rollbacks, Change change) {
    List<CheckpointRecord> records = new ArrayList<>();
    for (Checkpoint checkpoint : Schedule.PLAN.checkpoints()) {
      Instant due = START.plus(checkpoint.offset());
      CheckpointRecord record =
          new CheckpointRecord(
              checkpoint, CheckpointState.DONE, due, due, due.plusSeconds(5), well(), "");
      records.add(change.change(records.size(), record));
    }
    return new WatchRecord("1.4.2", START, Duration.ofDays(2), records, rollbacks);
  }

  static WatchRecord at(int from, int to, UnaryOperator<Evidence> change) {
    return record(
        0,
        (index, record) ->
            index >= from && index <= to && record.evidence() != null
                ? with(record, change.apply(record.evidence()))
                : record);
  }

  static CheckpointRecord with(CheckpointRecord record, Evidence evidence) {
    return new CheckpointRecord(
        record.checkpoint(),
        record.state(),
        record.due(),
        record.startedAt(),
        record.finishedAt(),
        evidence,
        record.note());
  }

  static CheckpointRecord missed(CheckpointRecord record) {
    return new CheckpointRecord(
        record.checkpoint(), CheckpointState.MISSED, record.due(), null, null, null, "down");
  }
}
