package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.genesis.harness.process.GenesisProcess.Ended;
import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's proof, as a process, over checks of others. */
class ProveIT {
  private static final Path EXAMPLE =
      Path.of("..", "..", "examples", "vacuous-checks", "VacuousChecks.java");
  private static final String HONEST =
      """
      package honest;

      import dev.genesis.harness.Service;
      import dev.genesis.harness.SmokeCheck;
      import dev.genesis.harness.service.HttpService;

      class HonestChecks {
        @SmokeCheck
        void looks(@Service("genesis") HttpService genesis) {
          if (!genesis.get("/health").expectStatus(200).json().path("status").asText().equals("healthy")) {
            throw new AssertionError("not healthy");
          }
        }

        @SmokeCheck
        void looksAtTheStatusAlone(@Service("genesis") HttpService genesis) {
          genesis.get("/health").expectStatus(200);
        }
      }
      """;

  @TempDir private Path folder = Path.of("");

  private Ended prove(Path checks, String... more) throws Exception {
    try (GenesisStandIn genesis = GenesisStandIn.start()) {
      List<String> arguments =
          new ArrayList<>(List.of("prove", "--checks", checks + "", "--format", "json"));
      arguments.addAll(List.of("--service-genesis-url", genesis.uri() + ""));
      arguments.addAll(List.of("--request-timeout", "1s"));
      arguments.addAll(List.of(more));
      return new GenesisProcess(folder).run(arguments.toArray(String[]::new));
    }
  }

  private Path compiled(Path source) throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean well =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-parameters",
                    "-d",
                    classes + "",
                    "-classpath",
                    System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(well).as(said.toString()).isTrue();
    return classes;
  }

  @Test
  void vacuousExample_isFoundOutCompletely() throws Exception {
    Ended ended =
        prove(compiled(EXAMPLE), "--faults", "connection-refused,status-503,empty-json,garbage");

    JsonNode json = new ObjectMapper().readTree(ended.out());
    assertThat(json.path("vacuous").findValuesAsText("check"))
        .as(ended.out() + ended.err())
        .containsExactly(
            "vacuous/VacuousChecks.assertsTheObvious",
            "vacuous/VacuousChecks.assertsWhereNobodyHears",
            "vacuous/VacuousChecks.sleepsAndIsFast",
            "vacuous/VacuousChecks.swallowsEveryFailure");
    assertThat(json.path("score").asDouble()).isZero();
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void honestChecks_areToldFromShallowOnes_andAReasonIsTaken() throws Exception {
    Path source = folder.resolve("HonestChecks.java");
    Files.writeString(source, HONEST);
    Path classes = compiled(source);
    Path declared = classes.resolve("META-INF/genesis/tolerated.properties");
    Files.createDirectories(declared.getParent());
    Files.writeString(
        declared, "smoke/HonestChecks.looksAtTheStatusAlone.empty-json = by intent\n");

    Ended ended = prove(classes, "--faults", "status-503,empty-json", "--minimum-score", "1.0");

    JsonNode json = new ObjectMapper().readTree(ended.out());
    assertThat(json.at("/counts/detected").asInt()).as(ended.out() + ended.err()).isEqualTo(3);
    assertThat(json.at("/counts/declared").asInt()).isEqualTo(1);
    assertThat(json.path("vacuous")).isEmpty();
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void noService_endsInOneLineThatSaysWhatToGive() throws Exception {
    Ended ended = new GenesisProcess(folder).run("prove", "--checks", compiled(EXAMPLE) + "");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err().lines()).singleElement().asString().contains("--service-NAME-url");
  }

  @Test
  void unknownFault_endsInOneLineWithTheFaultsThereAre() throws Exception {
    Ended ended = new GenesisProcess(folder).run("prove", "--faults", "stall");

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("'stall'", "stale");
  }
}
