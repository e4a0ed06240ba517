package dev.genesis.harness.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the history keeps of deployments and of the watch over each. Evidence and verdicts are JSON,
 * whose meaning is the watch's business. Each method is one transaction.
 */
public interface WatchHistory {
  /**
   * A watch.
   *
   * @param schedule its name
   * @param watchTime how far its own clock had come when it was last written
   * @param correction what was found to be wrong with the wall clock
   * @param verdict as JSON, null while it runs
   */
  record WatchRow(
      long number,
      String environment,
      String deployment,
      String schedule,
      Instant startedAt,
      Instant watchTime,
      Duration correction,
      boolean rehearsal,
      @Nullable Instant endedAt,
      @Nullable String verdict) {}

  /**
   * A checkpoint of a watch.
   *
   * @param seq its place in the schedule
   * @param state {@code running}, {@code done} or {@code missed}; those that are pending have no
   *     row
   * @param evidence as JSON, null unless it is done
   */
  record CheckpointRow(
      String name,
      int seq,
      String state,
      Instant dueAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String runId,
      @Nullable String evidence,
      String note) {}

  /** An incident of a watch; {@code evidence} is a line per sight of it. */
  record IncidentRow(
      String subject,
      String priority,
      Instant openedAt,
      String openedBy,
      @Nullable Instant closedAt,
      @Nullable String closedBy,
      List<String> evidence) {}

  /**
   * A deployment.
   *
   * @param number 0 for one that is to be added
   * @param status {@code started}, {@code completed}, {@code failed} or {@code rollback}
   */
  record DeploymentRow(
      long number,
      String environment,
      String version,
      String status,
      Instant startedAt,
      @Nullable Instant endedAt,
      String note) {}

  /** Begins a watch, and returns its number. */
  long begin(
      String environment, String deployment, String schedule, Instant startedAt, boolean rehearsal);

  /** The newest watch over a deployment. */
  Optional<WatchRow> watch(String environment, String deployment);

  /** Every watch of an environment, the newest first. */
  List<WatchRow> watches(String environment);

  /** Notes how far a watch's clock has come. */
  void time(long watch, Instant watchTime, Duration correction);

  /**
   * Writes a checkpoint down, and with it the incidents as they are now and the watch's time. One
   * that is done or missed already stays as it is.
   *
   * @return whether it was written
   */
  boolean checkpoint(
      long watch, CheckpointRow checkpoint, List<IncidentRow> incidents, Instant watchTime);

  /** The checkpoints of a watch that were begun or have ended, in the schedule's order. */
  List<CheckpointRow> checkpoints(long watch);

  /** The incidents of a watch, in the order in which they began. */
  List<IncidentRow> incidents(long watch);

  /** Ends a watch with its verdict. */
  void end(long watch, Instant at, String verdict);

  /** Adds a deployment, or changes status, end and note of one that is known; its number. */
  long record(DeploymentRow deployment);

  /** The deployments of an environment since then, the newest first. */
  List<DeploymentRow> deployments(String environment, Instant since);
}
