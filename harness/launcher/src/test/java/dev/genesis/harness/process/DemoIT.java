package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.process.GenesisProcess.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demonstration as a person starts it, on the real programs. */
@Tag("full")
class DemoIT {
  @TempDir private Path folder = Path.of("");

  /** The programs are fetched once, into the cache that every other test uses as well. */
  private GenesisProcess genesis() {
    GenesisProcess genesis = new GenesisProcess(folder);
    genesis.with("XDG_CACHE_HOME", Path.of(System.getProperty("user.home"), ".cache").toString());
    return genesis.with("GENESIS_DEMO_MARK", folder.toString());
  }

  @Test
  void demo_readsTheVeryPassRateBack() throws Exception {
    Ended demo = genesis().run("demo");
    assertThat(demo.exitCode()).as(demo.out() + demo.err()).isZero();
    assertThat(demo.out()).contains("production", "smoke", "equal").doesNotContain("NOT EQUAL");
    assertThat(marked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {500, 1500, 3000, 6000, 9000})
  void killedAtAnyMoment_leavesNoProcess(long millis) throws Exception {
    Process demo = genesis().start("demo");
    try {
      boolean over = demo.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
      assertThat(over).isFalse();
    } finally {
      demo.destroyForcibly();
    }
    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(marked()).isEmpty());
  }

  /** The processes that have this test's mark in their environment, whoever started them. */
  private List<String> marked() throws IOException {
    String mark = "GENESIS_DEMO_MARK=" + folder;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(p -> p.getFileName().toString().matches("\\d+"))
          .filter(p -> text(p.resolve("environ")).contains(mark))
          .map(p -> p.getFileName() + " " + text(p.resolve("cmdline")).replace('\0', ' '))
          .filter(line -> line.strip().contains(" "))
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // ended between the two looks, or not ours
    }
  }
}
