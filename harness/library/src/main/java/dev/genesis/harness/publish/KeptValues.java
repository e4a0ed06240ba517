package dev.genesis.harness.publish;

import dev.genesis.harness.run.RunScope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept over runs, per suite and scope, the present run included: read from the history,
 * else from the group's present content in the Pushgateway.
 */
public interface KeptValues {

  /**
   * The values of one suite's group; empty when they cannot be known, and then nothing may be
   * pushed.
   */
  Optional<Group> of(String suite, RunScope scope);

  /**
   * Told by a destination that holds more than the history knows (a new machine, a new history):
   * this is what was pushed.
   */
  default void settled(String suite, Group group) {}

  /**
   * What a group keeps.
   *
   * @param lastSuccess the end of the last run that met its objectives; absent if there was none
   * @param runsTotal number of runs by result: {@code met}, {@code missed}, {@code inconclusive},
   *     {@code lost}
   * @param checkLastSuccess by check id, the end of the last run in which it passed
   */
  record Group(
      Optional<Instant> lastSuccess,
      Map<String, Long> runsTotal,
      Map<String, Instant> checkLastSuccess) {
    public Group {
      runsTotal = Map.copyOf(runsTotal);
      checkLastSuccess = Map.copyOf(checkLastSuccess);
    }
  }
}
