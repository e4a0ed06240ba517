package dev.genesis.production;

import dev.genesis.harness.sandbox.trial.Batches;
import dev.genesis.harness.sandbox.trial.Proof;
import dev.genesis.harness.sandbox.trial.ProofBench;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every check fails by its own cause, for the expected reason and with the expected others alone,
 * and all is green again when the cause is gone. Most of the time is waiting for windows to pass,
 * so what is independent is shown together: exactly the checks that any of them expects must fail.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProofsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static final List<List<Proof<World>>> TOGETHER = Batches.of(ProofTable.proofs());

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
}
