package dev.genesis.harness.prove;

import java.util.List;
import java.util.SortedSet;

/**
 * One check's row of the matrix.
 *
 * @param name its id; with its display name where a template made several of that id
 * @param services those it was seen to talk to in the healthy run
 */
public record ProvenCheck(String id, String name, SortedSet<String> services, List<Cell> cells) {
  public ProvenCheck {
    cells = List.copyOf(cells);
  }

  public long count(Verdict verdict) {
    return cells.stream().filter(c -> c.verdict() == verdict).count();
  }

  /** Whether nothing that was tried makes it fail: it may as well not be there. */
  public boolean vacuous() {
    return services.isEmpty() || (count(Verdict.DETECTED) == 0 && count(Verdict.UNTRIED) == 0);
  }

  /** Why it is vacuous, for a reader. */
  public String why() {
    return services.isEmpty() ? "talks to no service" : "no fault makes it fail";
  }
}
