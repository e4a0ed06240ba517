package dev.genesis.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.sandbox.trial.Proof;
import dev.genesis.harness.sandbox.trial.ProofLedger;
import dev.genesis.harness.sandbox.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofTableTest {
  private static final Map<String, CheckMetadata> CHECKS =
      Trial.declared(Path.of("target", "classes"));
  private static final ProofLedger LEDGER = new ProofLedger(ProofTable.proofs());

  @Test
  void suiteIsAsLargeAsPromised() {
    assertThat(CHECKS).hasSizeGreaterThanOrEqualTo(12);
  }

  @Test
  void everyCheckHasOneProof_andEveryProofACheck() {
    assertThat(LEDGER.unproven(CHECKS.keySet())).as("checks without a proof").isEmpty();
    assertThat(LEDGER.unknown(CHECKS.keySet())).as("proofs of checks that are not").isEmpty();
    assertThat(ProofTable.proofs()).extracting(Proof::check).doesNotHaveDuplicates();
  }

  @Test
  void theJarTellsTheProofs() throws IOException {
    Path file = Path.of("src", "main", "resources", "META-INF", "genesis", "proofs.properties");

    assertThat(LEDGER.matches(file)).as(file + " was out of date and is written anew").isTrue();
  }

  @Test
  void everyCheckSaysWhoseItIsAndWhatToDo() throws IOException {
    String runbooks = Files.readString(Path.of("..", "monitoring", "docs", "INCIDENT_RESPONSE.md"));

    assertThat(CHECKS.values())
        .allSatisfy(
            check -> {
              assertThat(check.owner()).as("owner of %s", check.id()).startsWith("genesis-");
              assertThat(check.description()).as("description of %s", check.id()).isNotBlank();
              assertThat(runbooks.toLowerCase(Locale.ROOT))
                  .as("runbook of %s", check.id())
                  .containsPattern("(?m)^#+ " + check.runbook() + "$");
            });
  }

  @Test
  void everyLimitHasASource() throws IOException {
    String file = "src/main/resources/META-INF/genesis/thresholds.properties";

    assertThat(Files.readAllLines(Path.of(file)))
        .filteredOn(line -> !line.startsWith("#"))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches("[a-z0-9-]+ = [0-9.a-z]+ \\| (plan|contract|ours)[,:] .+"));
  }
}
