package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.process.GenesisProcess.Ended;
import dev.genesis.harness.sandbox.stack.Program;
import dev.genesis.harness.sandbox.stack.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every ugly class, through the jar that is shipped, under either JUnit: the contract's counts, and
 * the same ones in run.json, JUnit XML, on the console, in metrics.prom and in a Pushgateway.
 */
class LedgerIT {
  private static final List<String> JUNITS = List.of("5", "6");
  private static final List<String> BATCHES = List.of("others", "endings");
  private static final Map<String, Readings> TOGETHER = new HashMap<>();

  @TempDir private static Path shared = Path.of("");
  private static Program gateway;

  @BeforeAll
  static void runAllThatBearEachOther() throws Exception {
    gateway = Program.start(Programs.pushgateway());
    for (String junit : JUNITS) {
      for (String batch : BATCHES) {
        String name = batch + "-" + junit;
        TOGETHER.put(name, run(junit, name, together(batch).toList()));
      }
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Stream<UglyRow> together(String batch) {
    return Stream.of(UglyRow.values()).filter(row -> !row.alone() && row.batch().equals(batch));
  }

  private static Readings run(String junit, String environment, List<UglyRow> rows)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(shared.resolve(environment));
    List<String> arguments =
        new ArrayList<>(List.of("run", "--junit", junit, "--environment", environment));
    arguments.addAll(List.of("--output", "out", "--pushgateway-url", gateway.uri().toString()));
    arguments.addAll(List.of("--check-timeout", rows.size() == 1 ? "2s" : "10s"));
    arguments.add("--jvm-args=-Xmx128m");
    for (UglyRow row : rows) {
      arguments.addAll(List.of("--checks", row.jar(folder).toString()));
    }
    GenesisProcess genesis = new GenesisProcess(folder);
    Ended ended = genesis.run(arguments.toArray(String[]::new));
    return Readings.of(genesis, ended, environment, gateway.uri());
  }

  static Stream<Arguments> rowsTogether() {
    return allRows().filter(arguments -> !((UglyRow) arguments.get()[1]).alone());
  }

  @ParameterizedTest
  @MethodSource("rowsTogether")
  void uglyClass_isCountedAsTheContractSays_everywhere(String junit, UglyRow row) throws Exception {
    readings(junit, row.batch()).allSay(row.name(), row.tally());
  }

  private static Readings readings(String junit, String batch) {
    Readings readings = TOGETHER.get(batch + "-" + junit);
    if (readings == null) {
      throw new IllegalArgumentException("no run under JUnit " + junit);
    }
    return readings;
  }

  @Test
  void runOfThemAll_addsUpAndMissesItsObjectives() {
    int total = together("others").mapToInt(row -> row.tally().total()).sum();
    int passed = together("others").mapToInt(row -> row.tally().passed()).sum();
    for (String junit : JUNITS) {
      Readings readings = readings(junit, "others");
      assertThat(readings.runJson().at("/counts/total").asInt()).isEqualTo(total);
      assertThat(readings.runJson().path("passRate").asDouble()).isEqualTo((double) passed / total);
      assertThat(readings.runJson().path("conclusive").asBoolean()).isFalse();
      assertThat(readings.ended().exitCode()).isEqualTo(1);
      assertThat(readings.runJson().path("exitCode").asInt()).isEqualTo(1);
    }
  }

  @Test
  void classWithoutTests_isInconclusive() throws Exception {
    Path folder = Files.createDirectories(shared.resolve("empty"));
    GenesisProcess genesis = new GenesisProcess(folder);
    String jar = genesis.jar("empty", "OwnLibrary").toString();
    Ended ended = genesis.run("run", "--checks", jar, "--output", "out");
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(3);
    assertThat(genesis.runJson().path("passRate").asDouble()).isZero();
  }

  static Stream<Arguments> allRows() {
    return JUNITS.stream()
        .flatMap(junit -> Stream.of(UglyRow.values()).map(row -> Arguments.of(junit, row)));
  }

  @ParameterizedTest
  @MethodSource("allRows")
  @Tag("full")
  void uglyClassAlone_isCountedTheSame_andHasItsExitCode(String junit, UglyRow row)
      throws Exception {
    Readings readings = run(junit, row.name() + "-" + junit, List.of(row));
    readings.allSay(row.name(), row.tally());
    assertThat(readings.ended().exitCode()).isEqualTo(row.tally().exitCode());
    assertThat(readings.runJson().path("exitCode").asInt()).isEqualTo(row.tally().exitCode());
  }
}
