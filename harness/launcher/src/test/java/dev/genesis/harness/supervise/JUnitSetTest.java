package dev.genesis.harness.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JUnitSetTest {
  private static final List<List<JUnitJar>> OURS = List.of(set("5.14.4"), set("6.1.3"));

  private static List<JUnitJar> set(String version) {
    List<JUnitJar> jars = new ArrayList<>();
    for (String module :
        List.of(
            "junit-jupiter-api",
            "junit-jupiter-engine",
            "junit-platform-commons",
            "junit-platform-engine",
            "junit-platform-launcher",
            "junit-platform-suite-engine",
            "junit-vintage-engine")) {
      jars.add(jar(module, version));
    }
    return jars;
  }

  private static JUnitJar jar(String module, String version) {
    return new JUnitJar(
        Path.of(module + "-" + version + ".jar"), module, LibraryVersion.parse(version));
  }

  private static String chosen(List<JUnitJar> theirs) {
    return JUnitSet.choose(theirs, OURS, "", false).version().toString();
  }

  @Test
  void nothingBrought_runsOurFive() {
    assertThat(chosen(List.of())).isEqualTo("5.14.4");
  }

  @Test
  void olderBrought_runsTheNextOfOurs() {
    assertThat(chosen(set("5.9.0"))).isEqualTo("5.14.4");
    assertThat(chosen(set("5.14.5"))).isEqualTo("6.1.3");
    assertThat(chosen(set("6.0.1"))).isEqualTo("6.1.3");
  }

  @Test
  void newerBroughtWhole_runsTheirs() {
    assertThat(chosen(set("6.2.0"))).isEqualTo("6.2.0");
  }

  @Test
  void newerBroughtInPart_namesWhatIsMissing() {
    List<JUnitJar> part = List.of(jar("junit-jupiter-api", "6.2.0"));
    assertThatThrownBy(() -> chosen(part))
        .isInstanceOf(SupervisionException.class)
        .hasMessageContaining("6.2.0")
        .hasMessageContaining("junit-platform-launcher")
        .hasMessageContaining("--classpath");
  }

  @Test
  void insistedOnSix_runsOurSix() {
    assertThat(JUnitSet.choose(List.of(), OURS, "6", false).version().major()).isEqualTo(6);
  }

  @Test
  void insistedOnAnother_isWrongUsage() {
    assertThatThrownBy(() -> JUnitSet.choose(List.of(), OURS, "4", false))
        .hasMessageContaining("write 5 or 6");
  }

  @Test
  void vintageAndSuites_onlyForWhoUsesThem() {
    assertThat(JUnitSet.choose(List.of(), OURS, "", false).jars().toString())
        .doesNotContain("vintage", "suite");
    assertThat(JUnitSet.choose(List.of(), OURS, "", true).jars().toString()).contains("vintage");
    List<JUnitJar> suites = List.of(jar("junit-platform-suite-api", "5.10.0"));
    assertThat(JUnitSet.choose(suites, OURS, "", false).jars().toString()).contains("suite-engine");
  }

  @Test
  void versions_areOrderedByNumberAndCandidatesComeFirst() {
    assertThat(LibraryVersion.parse("5.9.3")).isLessThan(LibraryVersion.parse("5.10.0"));
    assertThat(LibraryVersion.parse("6.0.0-RC1")).isLessThan(LibraryVersion.parse("6.0.0"));
    assertThat(LibraryVersion.parse("6.0")).isEqualByComparingTo(LibraryVersion.parse("6.0.0"));
  }
}
