package dev.genesis.harness.deploy;

import java.util.List;

/**
 * What becomes of a deployment.
 *
 * @param reasons one sentence each, with the number; what was ill before is named and does not
 *     count
 */
public record Decision(End end, List<String> reasons) {
  /** The four ends of a deployment. */
  public enum End {
    /** Everything is within the objectives. */
    KEEP,
    /** Between objective and trigger: it stays, and somebody has to look. */
    KEEP_WITH_FINDINGS,
    /** A trigger was pulled. */
    ROLL_BACK,
    /** It cannot be told: too little traffic, or checks that did not run. */
    INCONCLUSIVE
  }

  public Decision {
    reasons = List.copyOf(reasons);
  }
}
