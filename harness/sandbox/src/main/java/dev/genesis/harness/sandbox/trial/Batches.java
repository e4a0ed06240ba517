package dev.genesis.harness.sandbox.trial;

import java.util.ArrayList;
import java.util.List;

/** Puts proofs together that can be carried out at once, so that a whole table takes a minute. */
public final class Batches {
  private Batches() {}

  /** As few batches as come of putting each proof into the first that it is independent of. */
  public static <W> List<List<Proof<W>>> of(List<Proof<W>> proofs) {
    List<List<Proof<W>>> batches = new ArrayList<>();
    for (Proof<W> proof : proofs) {
      batches.stream()
          .filter(batch -> batch.stream().allMatch(proof::isIndependentOf))
          .findFirst()
          .orElseGet(
              () -> {
                List<Proof<W>> another = new ArrayList<>();
                batches.add(another);
                return another;
              })
          .add(proof);
    }
    return batches;
  }
}
