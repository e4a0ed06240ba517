package dev.genesis.harness.run;

import java.util.List;

/**
 * What is still to be run after a process hung or died.
 *
 * @param rest unique ids for one further process, in parallel
 * @param alone unique ids that each need a process of their own: they all ran when the process
 *     died, and which of them killed it cannot be told otherwise
 * @param done unique ids that a template among them must not run again
 */
public record Remaining(List<String> rest, List<String> alone, List<String> done) {
  public Remaining {
    rest = List.copyOf(rest);
    alone = List.copyOf(alone);
    done = List.copyOf(done);
  }

  public boolean isEmpty() {
    return rest.isEmpty() && alone.isEmpty();
  }
}
