package dev.genesis.harness.baseline;

import dev.genesis.harness.baseline.Comparison.Verdict;
import dev.genesis.harness.history.BaselineRecord;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.LatencyHistogram;
import java.util.List;
import java.util.Map;

/**
 * Runs compared with a baseline.
 *
 * @param runs how many runs were compared
 * @param checks {@link Comparer#OVERALL} first, then each check that is in both
 * @param latencies of the compared runs' requests, by service
 */
public record BaselineComparison(
    BaselineRecord baseline,
    int runs,
    List<Comparison> checks,
    Map<String, LatencyHistogram> latencies) {

  public BaselineComparison {
    checks = List.copyOf(checks);
    latencies = Map.copyOf(latencies);
  }

  public boolean any(Verdict verdict) {
    return checks.stream().anyMatch(check -> check.verdict() == verdict);
  }

  /** 1 if something is slower, 3 if that can't be told of everything, else 0. */
  public int exitCode() {
    if (any(Verdict.SLOWER)) {
      return ExitCode.MISSED;
    }
    return checks.isEmpty() || any(Verdict.TOO_FEW) ? ExitCode.INCONCLUSIVE : ExitCode.MET;
  }
}
