package dev.genesis.harness.run;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A suite's part in a run.
 *
 * @param narrowed whether only a part of the suite was asked for ({@code --select}, {@code --tags},
 *     {@code --failed}): then the numbers speak for what ran, not for the suite
 * @param latencies the requests that this suite's checks made, by service
 */
public record SuiteRun(
    String name,
    Counts counts,
    boolean narrowed,
    NavigableMap<String, LatencyHistogram> latencies) {

  public SuiteRun {
    latencies = Collections.unmodifiableNavigableMap(new TreeMap<>(latencies));
  }

  /** A suite whose checks made no request. */
  public SuiteRun(String name, Counts counts, boolean narrowed) {
    this(name, counts, narrowed, new TreeMap<>());
  }

  public double passRate() {
    return counts.passRate();
  }
}
