package dev.genesis.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GenesisTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int genesis(String... arguments) {
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 80);
    return Genesis.execute(terminal, arguments);
  }

  static List<String> commands() {
    return List.copyOf(Commands.all().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommand_hasHelpOfItsOwn(String command) {
    assertThat(genesis(command, "--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: genesis " + command);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void noCommand_isWrongUsageAndListsCommands() {
    assertThat(genesis()).isEqualTo(2);
    assertThat(err.toString()).contains("config");
  }

  @Test
  void unknownCommand_isOneLineOnTheErrorStream() {
    assertThat(genesis("confg")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "genesis: unknown command or argument confg; did you mean config?; see genesis --help\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void monitoringFolderByRelativeName_isExaminedByTheProgramsToo() {
    assertThat(genesis("validate", "--monitoring", "../../monitoring"))
        .as(out.toString() + err)
        .isZero();
    assertThat(out.toString()).contains("everything fits");
  }

  @Test
  void unknownOption_isOneLineThatNamesIt() {
    assertThat(genesis("config", "show", "--paralel=3")).isEqualTo(2);
    assertThat(err.toString()).contains("unknown option --paralel=3", "--parallel");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void impossibleValue_namesOptionAndCure() {
    assertThat(genesis("config", "show", "--parallel=none")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "genesis: genesis.parallel: 'none' is no whole number from 1 to 1024 (from --parallel);"
                + " write 1\n");
  }

  @Test
  void serviceByOption_isTheSameAsByKey() {
    assertThat(genesis("config", "show", "--service-node-exporter-url", "http://one:9100"))
        .isZero();
    assertThat(out.toString())
        .containsPattern("genesis.service.node-exporter.url +http://one:9100 ");
  }

  @Test
  void serviceOptionWithoutValue_isOneLine() {
    assertThat(genesis("config", "show", "--service-genesis-url")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("genesis: --service-genesis-url needs a value\n");
  }

  @Test
  void runWithoutChecks_saysWhatToGive() {
    assertThat(genesis("list")).isEqualTo(2);
    assertThat(err.toString()).contains("--checks", "--suite").hasLineCount(1);
  }

  @Test
  void jarThatIsNone_isNamedWithItsOption() {
    assertThat(genesis("list", "--checks", "pom.xml")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "genesis: --checks: pom.xml is no readable jar; give a jar or a folder of classes\n");
  }

  @Test
  void version_saysTheJavaToo() {
    assertThat(genesis("--version")).isZero();
    assertThat(out.toString()).contains("genesis ", "Java ");
  }
}
