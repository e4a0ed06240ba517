package dev.genesis.harness.sandbox.trial;

import dev.genesis.harness.run.FailureReason;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * That a check can fail: what makes it fail, what else must fail with it, and how it says so.
 *
 * @param check its id
 * @param follows the ids of the checks that the same cause makes fail, and no others
 * @param may the ids of checks that may fail with it or not, since it depends on the moment
 * @param apart what it needs for itself: proofs that name the same are never carried out together
 * @param reason the reason that is counted
 * @param says what its message has in it
 */
public record Proof<W>(
    String check,
    Cause<W> cause,
    Set<String> follows,
    Set<String> may,
    Set<String> apart,
    FailureReason reason,
    String says) {

  private static final String ALONE = "alone";

  public Proof {
    follows = Set.copyOf(follows);
    may = Set.copyOf(may);
    apart = Set.copyOf(apart);
  }

  /** A check that fails alone, by an assertion. */
  public static <W> Proof<W> of(String check, Cause<W> cause, String says) {
    return new Proof<>(check, cause, Set.of(), Set.of(), Set.of(), FailureReason.ASSERTION, says);
  }

  /** The same with checks that fail too. */
  public Proof<W> follows(Set<String> more) {
    Set<String> all = new TreeSet<>(follows);
    all.addAll(more);
    all.remove(check);
    return new Proof<>(check, cause, all, may, apart, reason, says);
  }

  /** The same with checks that may fail too, or not. */
  public Proof<W> may(Set<String> more) {
    Set<String> all = new TreeSet<>(may);
    all.addAll(more);
    return new Proof<>(check, cause, follows, all, apart, reason, says);
  }

  /** The same, kept apart from other proofs that name one of these. */
  public Proof<W> apart(String... names) {
    return new Proof<>(check, cause, follows, may, Set.of(names), reason, says);
  }

  /** The same, carried out with no other at the same time. */
  public Proof<W> alone() {
    return apart(ALONE);
  }

  /** Whether both can be shown at the same time: neither makes the other's check fail. */
  boolean isIndependentOf(Proof<W> other) {
    return !mustFail().contains(other.check)
        && !other.mustFail().contains(check)
        && !may.contains(other.check)
        && !other.may.contains(check)
        && !apart.contains(ALONE)
        && !other.apart.contains(ALONE)
        && Collections.disjoint(apart, other.apart);
  }

  /** The same with another reason than an assertion. */
  public Proof<W> reason(FailureReason other) {
    return new Proof<>(check, cause, follows, may, apart, other, says);
  }

  /** The ids of all checks that must fail. */
  public Set<String> mustFail() {
    Set<String> all = new TreeSet<>(follows);
    all.add(check);
    return all;
  }

  /** As {@code proofs.properties} and {@code list} show it. */
  public String line() {
    String also =
        follows.isEmpty() ? "" : ", with %d other check%s".formatted(follows.size(), plural());
    return "%s = %s | %s%s".formatted(check, cause.label(), reason.label(), also);
  }

  private String plural() {
    return follows.size() == 1 ? "" : "s";
  }

  @Override
  public String toString() {
    return check + " by " + cause.label();
  }
}
