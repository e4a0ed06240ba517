package dev.genesis.harness.sandbox.trial;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.run.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Carries proofs out in one world, one after the other: all green, then the cause, then exactly the
 * expected checks red, then the cause taken away and all green without help.
 *
 * @param <W> the world
 */
public final class ProofBench<W> {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final W world;
  private final Trial healthy;
  private final Function<Trial, SortedMap<String, Verdict>> checks;
  private final Duration patience;

  /**
   * @param healthy the trial of the healthy world
   * @param checks runs all checks of the suite
   * @param patience how long a cause may take to show everywhere, and to be gone again
   */
  public ProofBench(
      W world,
      Trial healthy,
      Function<Trial, SortedMap<String, Verdict>> checks,
      Duration patience) {
    this.world = world;
    this.healthy = healthy;
    this.checks = checks;
    this.patience = patience;
  }

  /** Waits until every check passes, and returns the verdicts. */
  public SortedMap<String, Verdict> awaitGreen(String when) {
    return await(when)
        .atMost(patience)
        .pollDelay(Duration.ZERO)
        .pollInterval(PAUSE)
        .pollInSameThread()
        .until(
            () -> checks.apply(healthy),
            new Described<>(verdicts -> red(verdicts).isEmpty(), ProofBench::summary));
  }

  /** Carries one proof out. */
  public void prove(Proof<W> proof) throws Exception {
    prove(List.of(proof));
  }

  /**
   * Carries several proofs out at once, which are independent of each other: exactly the checks
   * that any of them expects must fail.
   */
  public void prove(List<Proof<W>> proofs) throws Exception {
    awaitGreen("all green before " + labels(proofs));
    SortedMap<String, Verdict> verdicts = whileIll(proofs);
    awaitGreen("all green again after " + labels(proofs));
    assertThat(proofs)
        .allSatisfy(
            proof -> {
              Failure failure =
                  Objects.requireNonNull(verdicts.get(proof.check()), proof.check())
                      .failure()
                      .orElseThrow();
              assertThat(failure.message())
                  .as("what %s says by %s", proof.check(), proof.cause().label())
                  .contains(proof.says());
              assertThat(failure.reason())
                  .as("why %s failed: %s", proof.check(), failure.message())
                  .isEqualTo(proof.reason());
            });
  }

  private SortedMap<String, Verdict> whileIll(List<Proof<W>> proofs) throws Exception {
    // the last is ended first, so that what several changed is as it was
    Undoing undoing = new Undoing();
    try {
      Trial ill = healthy;
      for (Proof<W> proof : proofs) {
        undoing.add(() -> proof.cause().end(world));
        ill = proof.cause().begin(world, ill);
      }
      Trial trial = ill;
      return await("exactly the expected checks fail by " + labels(proofs))
          .atMost(patience)
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .pollInSameThread()
          .until(
              () -> checks.apply(trial),
              new Described<>(
                  found -> isExpected(proofs, red(found)), found -> difference(proofs, found)));
    } finally {
      undoing.undo();
    }
  }

  private static String labels(List<? extends Proof<?>> proofs) {
    return proofs.stream().map(proof -> proof.cause().label()).collect(joining(", "));
  }

  private static Set<String> mustFail(List<? extends Proof<?>> proofs) {
    Set<String> all = new TreeSet<>();
    proofs.forEach(proof -> all.addAll(proof.mustFail()));
    return all;
  }

  private static Set<String> mayFail(List<? extends Proof<?>> proofs) {
    Set<String> all = mustFail(proofs);
    proofs.forEach(proof -> all.addAll(proof.may()));
    return all;
  }

  private static boolean isExpected(List<? extends Proof<?>> proofs, Set<String> red) {
    return red.containsAll(mustFail(proofs)) && mayFail(proofs).containsAll(red);
  }

  private static SortedSet<String> red(Map<String, Verdict> verdicts) {
    SortedSet<String> red = new TreeSet<>();
    verdicts.forEach(
        (id, verdict) -> {
          if (!verdict.passed()) {
            red.add(id);
          }
        });
    return red;
  }

  private static String difference(List<? extends Proof<?>> proofs, Map<String, Verdict> verdicts) {
    Set<String> missing = mustFail(proofs);
    missing.removeAll(red(verdicts));
    Map<String, Verdict> surplus = new TreeMap<>(verdicts);
    surplus.keySet().removeAll(mayFail(proofs));
    return "these did not fail: " + missing + "; these failed as well: " + summary(surplus);
  }

  private static String summary(Map<String, Verdict> verdicts) {
    StringBuilder text = new StringBuilder();
    verdicts.forEach(
        (id, verdict) -> {
          if (!verdict.passed()) {
            String message = verdict.failure().map(Failure::message).orElse("");
            text.append("\n  ").append(id).append(' ').append(verdict.outcome());
            text.append(": ").append(message, 0, Math.min(message.length(), 300));
          }
        });
    return text.isEmpty() ? "none" : text.toString();
  }
}
