package dev.genesis.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedThresholdsTest {
  @TempDir Path folder;

  private ListedThresholds listed(String... lines) throws IOException {
    Path file = folder.resolve(ListedThresholds.RESOURCE);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
    return ListedThresholds.inJars(List.of(folder));
  }

  private static Settings settings(Map<String, String> environment) {
    return new SettingsLoader()
        .environment(environment)
        .workingFolder(Path.of("none"))
        .load()
        .settings();
  }

  @Test
  void defaultHolds_untilSomethingElseIsConfigured() throws IOException {
    ListedThresholds listed =
        listed("# limits", "error-ratio = 0.001 | the plan, table 1", "p95 = 200ms | the plan");

    Thresholds defaults = listed.in(settings(Map.of()));
    assertThat(defaults.number("error-ratio")).isEqualTo(0.001);
    assertThat(defaults.duration("p95")).isEqualTo(Duration.ofMillis(200));
    Thresholds configured = listed.in(settings(Map.of("GENESIS_THRESHOLD_ERROR_RATIO", "0.01")));
    assertThat(configured.number("error-ratio")).isEqualTo(0.01);
    assertThat(listed.listed())
        .extracting(ListedThresholds.Threshold::source)
        .containsExactly("the plan, table 1", "the plan");
  }

  @Test
  void thresholdThatNoCheckHas_isRefused_withTheClosest() throws IOException {
    ListedThresholds listed = listed("error-ratio = 0.001 | the plan");

    assertThatThrownBy(() -> listed.in(settings(Map.of("GENESIS_THRESHOLD_EROR_RATIO", "0.01"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "genesis.threshold.eror-ratio: no check has this threshold (from"
                + " GENESIS_THRESHOLD_EROR_RATIO); write genesis.threshold.error-ratio");
  }

  @Test
  void thresholdOfAnotherKind_isRefused() throws IOException {
    ListedThresholds listed = listed("p95 = 200ms | the plan");

    assertThatThrownBy(() -> listed.in(settings(Map.of("GENESIS_THRESHOLD_P95", "0.2"))))
        .hasMessageContaining("write something like 200ms");
    Thresholds thresholds = listed.in(settings(Map.of()));
    assertThatThrownBy(() -> thresholds.number("p95")).hasMessageContaining("ask for duration");
    assertThatThrownBy(() -> thresholds.number("p99"))
        .hasMessageContaining("threshold p99 is not listed; add 'p99 = DEFAULT | SOURCE' to ");
  }

  @Test
  void lineThatIsNone_isNamedByItsNumber() {
    assertThatThrownBy(() -> listed("p95 = 200ms | the plan", "p99 200ms"))
        .hasMessageContaining("thresholds.properties:2: this is no threshold");
    assertThatThrownBy(() -> listed("p95 = soon | the plan"))
        .hasMessageContaining(":1: p95 has a default that is neither a number nor a duration");
  }
}
