package dev.genesis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import dev.genesis.harness.sandbox.trial.Proof;
import dev.genesis.harness.sandbox.trial.ProofBench;
import dev.genesis.harness.sandbox.trial.Trial;
import dev.genesis.harness.sandbox.trial.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every check fails by its own fault, for the expected reason and with the expected others alone,
 * and all is green again when the fault is gone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofsTest {
  private static final Path CHECKS = Path.of("target", "classes");

  private final GenesisStandIn genesis = GenesisStandIn.start();
  private final Trial trial = Trial.of(Map.of("genesis", genesis.uri()));
  private final ProofBench<GenesisStandIn> bench =
      new ProofBench<>(genesis, trial, t -> t.runAll(CHECKS), Duration.ofSeconds(60));

  @BeforeAll
  void warmUp() {
    bench.awaitGreen("all green at the start");
  }

  @AfterAll
  void close() {
    genesis.close();
  }

  static List<Proof<GenesisStandIn>> proofs() {
    return ProofTable.proofs();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void checkFailsByItsFault_andAllIsGreenAfterIt(Proof<GenesisStandIn> proof) throws Exception {
    bench.prove(proof);
  }

  @Test
  void everythingFails_whenGenesisIsGone() throws Exception {
    bench.prove(ProofTable.down());
  }

  @Test
  void withoutAnAddress_everyCheckFailsWithReasonSetup() {
    Map<String, Verdict> verdicts = trial.without("genesis.service.genesis.url").runAll(CHECKS);

    assertThat(verdicts).hasSameSizeAs(ProofTable.proofs());
    assertThat(verdicts.values())
        .allSatisfy(
            verdict ->
                assertThat(verdict.failure().map(Failure::reason)).contains(FailureReason.SETUP));
  }

  @Test
  void suiteTakesLessThanFiveSeconds() {
    long start = System.nanoTime();

    bench.awaitGreen("all green, once more");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
