package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.process.GenesisProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stranger's check jar finds around it. */
class CheckWorldIT {
  private static final String SECRET = "s3cr3t-that-nobody-may-see-4711";

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"5, 5.14.4", "6, 6.1.3"})
  void strangersJar_runsWithItsOwnLibrary_onEitherJUnit(String junit, String version)
      throws Exception {
    GenesisProcess genesis = new GenesisProcess(folder);
    Path library = genesis.jar("library", "OwnLibrary");
    Path checks = genesis.jar("checks", "ShowsItsWorld");
    Ended run =
        genesis.run("run", "--checks", checks + "", "--classpath", library + "", "--junit", junit);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(genesis.text("world")).isEqualTo("junit " + version + "\nlibrary own");
  }

  @Test
  void secret_isInNoOutput() throws Exception {
    GenesisProcess genesis =
        new GenesisProcess(folder)
            .with("GENESIS_SERVICE_GENESIS_URL", "http://127.0.0.1:1")
            .with("GENESIS_SERVICE_GENESIS_TOKEN", SECRET);
    Ended run =
        genesis.run("run", "--checks", genesis.jar("ugly", "TellsSecrets") + "", "--output", "out");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("refused: Authorization").doesNotContain(SECRET);
    assertThat(run.err()).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(bytes(file)).as(file.toString()).doesNotContain(SECRET);
      }
    }
  }

  private static String bytes(Path file) throws IOException {
    return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
