package dev.genesis.harness.history;

import dev.genesis.harness.run.LatencyHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A yardstick, apart from the runs that it was taken from.
 *
 * @param lastRunAt the end of the newest run in it
 * @param runs how many runs are in it
 * @param durations of each check, one per run
 * @param latencies of every request, by service
 */
public record BaselineRecord(
    String environment,
    String name,
    Instant capturedAt,
    Instant lastRunAt,
    int runs,
    Map<String, List<Duration>> durations,
    Map<String, LatencyHistogram> latencies) {

  public BaselineRecord {
    durations = new TreeMap<>(durations);
    latencies = new TreeMap<>(latencies);
  }
}
