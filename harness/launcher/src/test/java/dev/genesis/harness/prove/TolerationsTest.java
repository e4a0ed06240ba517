package dev.genesis.harness.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.sandbox.fault.WireFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TolerationsTest {
  @ParameterizedTest
  @CsvSource({
    "p/A.b.stale,              p/A.b, genesis, STALE, true",
    "p/A.b.stale,              p/A.b, genesis, SLOW,  false",
    "p/A.b.stale,              p/A.c, genesis, STALE, false",
    "p/*.stale,                p/A.c, genesis, STALE, true",
    "p/*.stale,                q/A.c, genesis, STALE, false",
    "p/A.b@prometheus.stale,   p/A.b, genesis, STALE, false",
    "p/A.b@genesis.empty-json, p/A.b, genesis, EMPTY_JSON, true",
  })
  void line_speaksOfItsCheckServiceAndFault(
      String key, String check, String service, WireFault fault, boolean speaks)
      throws IOException {
    Tolerations tolerations = Tolerations.of(key + " = because");

    assertThat(tolerations.reason(check, service, fault).isPresent()).isEqualTo(speaks);
  }

  @Test
  void unknownFault_isRefusedWithTheFaultsThereAre() {
    assertThatThrownBy(() -> Tolerations.of("p/A.b.stall = because"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("p/A.b.stall")
        .hasMessageContaining("stale");
  }

  @Test
  void missingReason_isRefused() {
    assertThatThrownBy(() -> Tolerations.of("p/A.b.stale ="))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("reason");
  }

  @Test
  void jarAndFolder_areBothRead(@TempDir Path folder) throws IOException {
    Path classes = folder.resolve("classes");
    Path file = classes.resolve(Tolerations.FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "p/A.b.stale = of the folder\n");
    Path jar = folder.resolve("checks.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(Tolerations.FILE));
      zip.write("q/A.b.slow = of the jar\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Tolerations tolerations = Tolerations.in(List.of(classes, jar, folder.resolve("none.jar")));

    assertThat(tolerations.reason("p/A.b", "x", WireFault.STALE)).hasValue("of the folder");
    assertThat(tolerations.reason("q/A.b", "x", WireFault.SLOW)).hasValue("of the jar");
  }
}
