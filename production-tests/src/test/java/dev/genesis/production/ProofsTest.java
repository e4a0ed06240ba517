package dev.genesis.production;

import dev.genesis.harness.sandbox.trial.Batches;
import dev.genesis.harness.sandbox.trial.Proof;
import dev.genesis.harness.sandbox.trial.ProofBench;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every check fails by its own cause, for the expected reason and with the expected others alone,
 * and all is green again when the cause is gone. Most of the time is waiting for windows to pass,
 * so what is independent is shown together; one by one it takes too long for every build.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static final List<List<Proof<World>>> TOGETHER = Batches.of(ProofTable.proofs());
  static final List<Proof<World>> ONE_BY_ONE = ProofTable.proofs();

  private final World world;
  private final ProofBench<World> bench;

  ProofsTest() throws IOException {
    world = World.start();
    bench = new ProofBench<>(world, world.trial(), trial -> trial.runAll(World.CHECKS), PATIENCE);
  }

  @BeforeAll
  void isGreenAtFirst() {
    bench.awaitGreen("all green at the start");
  }

  @AfterAll
  void closeWorld() {
    world.close();
  }

  @ParameterizedTest
  @FieldSource("TOGETHER")
  void independentCauses_makeExactlyTheirChecksFail(List<Proof<World>> batch) throws Exception {
    bench.prove(batch);
  }

  @Tag("full")
  @ParameterizedTest(name = "{0}")
  @FieldSource("ONE_BY_ONE")
  void cause_makesExactlyItsChecksFail(Proof<World> proof) throws Exception {
    bench.prove(proof);
  }
}
