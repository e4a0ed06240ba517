package dev.genesis.harness.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthReportTest {
  private static final HealthFinding GOOD = HealthFinding.ok("java", "Java 17");
  private static final HealthFinding HIGH = HealthFinding.warning("disk", "81 % used");
  private static final HealthFinding BAD = HealthFinding.failed("services", "none answers");

  @ParameterizedTest
  @CsvSource({"79, OK", "80, WARNING", "89, WARNING", "90, FAILED", "100, FAILED"})
  void disk_isHeldAgainstThePlansLimits(int used, HealthStatus status) {
    assertThat(Usage.ofDisk(100, 100 - used).finding("disk", "it", "make room").status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"79, OK", "80, WARNING", "94, WARNING", "95, FAILED"})
  void memory_isHeldAgainstThePlansLimits(int used, HealthStatus status) {
    assertThat(Usage.ofMemory(100, 100 - used).finding("memory", "it", "more").status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"11, FAILED", "16, FAILED", "17, OK", "25, OK", "26, WARNING"})
  void java_isHeldAgainstWhatIsTested(int feature, HealthStatus status) {
    assertThat(Machine.java(feature, "x").status()).isEqualTo(status);
  }

  @Test
  void warning_isShownAndDoesNotStop() {
    HealthReport report = new HealthReport(List.of(GOOD, HIGH));

    assertThat(report.healthy()).isTrue();
    assertThat(report.status()).isEqualTo(HealthStatus.WARNING);
    assertThat(printed(report)).contains("WARNING  disk", "healthy: 1 of 2 OK, 1 warnings");
  }

  @Test
  void failure_isNotHealthy() throws Exception {
    HealthReport report = new HealthReport(List.of(GOOD, BAD, HIGH));

    JsonNode json = new ObjectMapper().readTree(report.json());

    assertThat(report.healthy()).isFalse();
    assertThat(printed(report)).contains("FAILED   services", "NOT HEALTHY");
    assertThat(json.path("healthy").asBoolean()).isFalse();
    assertThat(json.path("checks")).hasSize(3);
    assertThat(json.at("/checks/1/status").asText()).isEqualTo("FAILED");
  }

  @Test
  void noFindings_areNotHealthy() {
    assertThat(new HealthReport(List.of()).healthy()).isFalse();
  }

  @Test
  void diskOfAFolderThatIsNotThereYet_isThatOfTheNearestAbove(@TempDir Path folder)
      throws Exception {
    assertThat(Machine.disk(folder.resolve("a/b/c")).says()).contains("% of the disk of");
    assertThat(Machine.memory().says()).contains("memory");
  }

  private static String printed(HealthReport report) {
    StringWriter text = new StringWriter();
    report.print(new PrintWriter(text));
    return text.toString();
  }
}
