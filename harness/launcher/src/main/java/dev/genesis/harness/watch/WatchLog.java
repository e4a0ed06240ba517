package dev.genesis.harness.watch;

import dev.genesis.harness.history.WatchHistory;
import dev.genesis.harness.history.WatchHistory.CheckpointRow;
import dev.genesis.harness.history.WatchHistory.IncidentRow;
import dev.genesis.harness.history.WatchHistory.WatchRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One watch in the history: what was written down is what is known after a crash. Every change is
 * written before anything goes on.
 */
public final class WatchLog {
  private final WatchHistory history;
  private final Schedule schedule;
  private final Objectives objectives;
  private final WatchRow watch;

  private WatchLog(WatchHistory history, Schedule schedule, Objectives objectives, WatchRow watch) {
    this.history = history;
    this.schedule = schedule;
    this.objectives = objectives;
    this.watch = watch;
  }

  /** The watch over a deployment that has not ended, or a new one from this moment on. */
  public static WatchLog open(
      WatchHistory history,
      Schedule schedule,
      Objectives objectives,
      String environment,
      String deployment,
      Instant start,
      boolean rehearsal) {
    Optional<WatchRow> known =
        history.watch(environment, deployment).filter(row -> row.endedAt() == null);
    if (known.isEmpty()) {
      history.begin(environment, deployment, schedule.name(), start, rehearsal);
    }
    WatchRow watch =
        history
            .watch(environment, deployment)
            .orElseThrow(() -> new IllegalStateException("a watch that was begun is not there"));
    return new WatchLog(history, schedule, objectives, watch);
  }

  /** A watch as it was kept. */
  public static WatchLog of(
      WatchHistory history, Schedule schedule, Objectives objectives, WatchRow watch) {
    return new WatchLog(history, schedule, objectives, watch);
  }

  /** The row it was opened with: when it began, how far its clock had come. */
  public WatchRow opened() {
    return watch;
  }

  Map<String, CheckpointState> states() {
    Map<String, CheckpointState> states = new HashMap<>();
    history.checkpoints(watch.number()).forEach(row -> states.put(row.name(), state(row)));
    return states;
  }

  void began(Checkpoint checkpoint, Instant at) {
    write(checkpoint, CheckpointState.RUNNING, at, null, null, "", at);
  }

  void done(Checkpoint checkpoint, Instant startedAt, Instant at, Evidence evidence) {
    write(checkpoint, CheckpointState.DONE, startedAt, at, evidence, "", at);
  }

  void missed(Checkpoint checkpoint, Instant at, String why) {
    write(checkpoint, CheckpointState.MISSED, null, null, null, why, at);
  }

  private void write(
      Checkpoint checkpoint,
      CheckpointState state,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable Evidence evidence,
      String note,
      Instant now) {
    List<CheckpointRecord> records = new ArrayList<>(record(0).checkpoints());
    int seq = schedule.checkpoints().indexOf(checkpoint);
    Instant due = watch.startedAt().plus(checkpoint.offset());
    records.set(
        seq, new CheckpointRecord(checkpoint, state, due, startedAt, finishedAt, evidence, note));
    history.checkpoint(
        watch.number(),
        new CheckpointRow(
            checkpoint.name(),
            seq,
            state.label(),
            due,
            startedAt,
            finishedAt,
            evidence == null ? null : evidence.runId(),
            evidence == null ? null : EvidenceJson.write(evidence),
            note),
        Incidents.of(records, objectives).stream().map(WatchLog::row).toList(),
        now);
  }

  private static IncidentRow row(Incident incident) {
    return new IncidentRow(
        incident.key(),
        incident.priority(),
        incident.openedAt(),
        incident.openedBy(),
        incident.closedAt(),
        incident.closedBy(),
        incident.evidence());
  }

  void time(Instant now, Duration correction) {
    history.time(watch.number(), now, correction);
  }

  void end(Instant at, Verdict verdict) {
    history.end(watch.number(), at, EvidenceJson.write(verdict));
  }

  /** All that is known, pending checkpoints included. */
  public WatchRecord record(int rollbacks) {
    Map<String, CheckpointRow> rows = new HashMap<>();
    history.checkpoints(watch.number()).forEach(row -> rows.put(row.name(), row));
    List<CheckpointRecord> records = new ArrayList<>();
    for (Checkpoint checkpoint : schedule.checkpoints()) {
      CheckpointRow row = rows.get(checkpoint.name());
      Instant due = watch.startedAt().plus(checkpoint.offset());
      records.add(
          row == null
              ? new CheckpointRecord(checkpoint, CheckpointState.PENDING, due, null, null, null, "")
              : new CheckpointRecord(
                  checkpoint,
                  state(row),
                  due,
                  row.startedAt(),
                  row.finishedAt(),
                  row.evidence() == null ? null : EvidenceJson.read(row.evidence()),
                  row.note()));
    }
    return new WatchRecord(
        watch.deployment(), watch.startedAt(), schedule.length(), records, rollbacks);
  }

  /** Rollbacks of the environment since the deployment. */
  int rollbacks() {
    return (int)
        history.deployments(watch.environment(), watch.startedAt()).stream()
            .filter(deployment -> deployment.status().equals("rollback"))
            .count();
  }

  private static CheckpointState state(CheckpointRow row) {
    return CheckpointState.valueOf(row.state().toUpperCase(Locale.ROOT));
  }
}
