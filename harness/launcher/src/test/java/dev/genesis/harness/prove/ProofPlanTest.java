package dev.genesis.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.sandbox.fault.WireFault;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProofPlanTest {
  private static final List<WireFault> TWO = List.of(WireFault.RESET, WireFault.STALE);

  @Test
  void checksOfOneServiceEach_shareOneRoundPerFault() {
    List<ProofPlan.Round> rounds =
        ProofPlan.rounds(
            Map.of("a", Set.of("genesis"), "b", Set.of("prometheus"), "c", Set.of("genesis")), TWO);

    assertThat(rounds)
        .containsExactly(
            round(WireFault.RESET, "genesis,prometheus", "a,b,c"),
            round(WireFault.STALE, "genesis,prometheus", "a,b,c"));
  }

  @Test
  void checkOfTwoServices_isTriedWithOneIllAtATime() {
    List<ProofPlan.Round> rounds =
        ProofPlan.rounds(
            Map.of("both", Set.of("genesis", "prometheus"), "one", Set.of("prometheus")),
            List.of(WireFault.RESET));

    assertThat(rounds)
        .containsExactly(
            round(WireFault.RESET, "genesis", "both"),
            round(WireFault.RESET, "prometheus", "both,one"));
  }

  @Test
  void anyChecks_eachServiceIsTriedExactlyOnceAndAloneForEachCheck() {
    Map<String, Set<String>> checks =
        Map.of(
            "a", Set.of("x", "y", "z"),
            "b", Set.of("y"),
            "c", Set.of("x", "z"),
            "d", Set.of("w"),
            "e", Set.of("w", "y"));

    List<ProofPlan.Round> rounds = ProofPlan.rounds(checks, List.of(WireFault.SLOW));

    Set<String> tried = new HashSet<>();
    for (ProofPlan.Round round : rounds) {
      for (String check : round.checks()) {
        Set<String> ill = new TreeSet<>(checks.getOrDefault(check, Set.of()));
        ill.retainAll(round.services());
        assertThat(ill).as("%s in %s", check, round).hasSize(1);
        assertThat(tried.add(check + ill)).as("%s twice at %s", check, ill).isTrue();
      }
    }
    assertThat(tried).hasSize(9);
  }

  @Test
  void checkOfNoService_isInNoRound() {
    assertThat(ProofPlan.rounds(Map.of("a", Set.of()), TWO)).isEmpty();
  }

  private static ProofPlan.Round round(WireFault fault, String services, String checks) {
    return new ProofPlan.Round(
        fault,
        new TreeSet<>(List.of(services.split(",", -1))),
        new TreeSet<>(List.of(checks.split(",", -1))));
  }
}
