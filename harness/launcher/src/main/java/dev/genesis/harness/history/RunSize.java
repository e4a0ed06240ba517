package dev.genesis.harness.history;

import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.LatencyHistogram;

/**
 * How much a run takes up in the history, about: a database tells only what it holds in all, and
 * not what is free again after runs were removed.
 */
final class RunSize {
  private static final long RUN = 2_000;
  private static final long RESULT = 90;
  private static final long FAILURE = 60;

  private RunSize() {}

  static long of(CheckRun run) {
    long bytes = RUN;
    for (CheckResult result : run.checks()) {
      bytes += RESULT + (result.note() == null ? 0 : result.note().length());
      Failure failure = result.failure();
      if (failure != null) {
        bytes += FAILURE + failure.message().length() + failure.detail().length();
      }
    }
    for (LatencyHistogram latency : run.latencies().values()) {
      bytes += latency.encode().length();
    }
    return bytes;
  }
}
