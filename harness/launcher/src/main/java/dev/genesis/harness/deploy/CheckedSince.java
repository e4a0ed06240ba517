package dev.genesis.harness.deploy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the checks ended after the switch.
 *
 * @param passRate the lowest of the suites', null where none came about
 * @param passRateBefore the same before the switch, null where it is not known
 * @param conclusive whether every run was
 * @param failedCritical ids of the P0 checks that failed, confirmed
 * @param failedBefore ids of those that failed before the switch already
 */
public record CheckedSince(
    @Nullable Double passRate,
    @Nullable Double passRateBefore,
    boolean conclusive,
    List<String> failedCritical,
    List<String> failedBefore) {
  public CheckedSince {
    failedCritical = List.copyOf(failedCritical);
    failedBefore = List.copyOf(failedBefore);
  }
}
