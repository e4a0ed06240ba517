package dev.genesis.harness.prove;

/**
 * A check as a row of the matrix: its id, and what tells the tests of one template apart.
 *
 * @param displayName as the platform shows it
 */
record Subject(String id, String displayName) implements Comparable<Subject> {

  @Override
  public int compareTo(Subject other) {
    int byId = id.compareTo(other.id);
    return byId == 0 ? displayName.compareTo(other.displayName) : byId;
  }
}
