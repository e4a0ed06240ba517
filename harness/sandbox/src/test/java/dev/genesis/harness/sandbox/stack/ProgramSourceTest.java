package dev.genesis.harness.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSourceTest {
  @TempDir Path temporary;

  @Test
  void debiansName_isFoundOnThePath() throws Exception {
    Path bin = temporary.resolve("bin");
    Path program = executable(bin.resolve("prometheus-pushgateway"), "exit 0");

    assertThat(source(bin).find(Tool.PUSHGATEWAY)).isEqualTo(program);
  }

  @Test
  void noExecutableFile_isNotTaken() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    Files.writeString(bin.resolve("promtool"), "not executable");
    Files.createDirectory(bin.resolve("amtool"));

    assertThatThrownBy(() -> source(bin).find(Tool.PROMTOOL)).isInstanceOf(ProgramException.class);
    assertThatThrownBy(() -> source(bin).find(Tool.AMTOOL)).isInstanceOf(ProgramException.class);
  }

  @Test
  void nowhereToBeHad_saysInOneSentenceWhatToInstall() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("empty"));

    assertThatThrownBy(() -> source(bin).find(Tool.ALERTMANAGER))
        .isInstanceOf(ProgramException.class)
        .hasMessageStartingWith("Alertmanager is not on PATH and could not be fetched into ")
        .hasMessageEndingWith(
            "install it, on Debian with 'apt-get install prometheus-alertmanager'")
        .hasMessageNotContaining("\n");
  }

  @Test
  void listsOfTheMachineDoNotServe_ownOnesAreFetched() throws Exception {
    Path bin = temporary.resolve("bin");
    // an apt-get that knows packages only once lists of its own were fetched, as a fresh machine's
    executable(
        bin.resolve("apt-get"),
        """
        case "$*" in
          *Dir::State::Lists=*update) touch "$(dirname "$0")/updated";;
          *Dir::State::Lists=*download*) [ -e "$(dirname "$0")/updated" ] && : >package.deb;;
          *) echo 'E: Unable to locate package' >&2; exit 100;;
        esac
        """);
    executable(
        bin.resolve("dpkg"),
        "mkdir -p \"$3/usr/bin\" && : >\"$3/usr/bin/amtool\" && chmod +x \"$3/usr/bin/amtool\"");

    Path found =
        ProgramSource.of(bin + ":/usr/bin:/bin", temporary.resolve("cache")).find(Tool.AMTOOL);

    assertThat(found).isEqualTo(temporary.resolve("cache/prometheus-alertmanager/usr/bin/amtool"));
  }

  @Test
  void fetchThatBreaksOff_leavesNothingThatLooksLikeAProgram() throws Exception {
    Path bin = temporary.resolve("bin");
    executable(bin.resolve("apt-get"), ": >package.deb");
    executable(bin.resolve("dpkg"), "mkdir -p \"$3/usr/bin\"; echo 'disk is full' >&2; exit 2");

    assertThatThrownBy(
            () ->
                ProgramSource.of(bin + ":/usr/bin:/bin", temporary.resolve("cache"))
                    .find(Tool.AMTOOL))
        .hasMessageContaining("dpkg: disk is full");

    try (Stream<Path> left = Files.list(temporary.resolve("cache"))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("apt", "lock");
    }
  }

  @Test
  void cacheHome_isWhereTheEnvironmentSays() throws Exception {
    executable(temporary.resolve("genesis-harness/programs/prometheus/usr/bin/promtool"), "exit 0");

    ProgramSource source =
        ProgramSource.of(Map.of("PATH", "", "XDG_CACHE_HOME", temporary.toString()));

    assertThat(source.find(Tool.PROMTOOL)).startsWith(temporary);
  }

  @Test
  @Tag("full")
  void emptyCache_manyAskAtOnce_allGetTheRealProgram() throws Exception {
    String path = "/usr/bin:/bin:/usr/sbin:/sbin";
    Path cache = temporary.resolve("cache");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Path>> asked =
          IntStream.range(0, 4)
              .mapToObj(
                  i -> threads.submit(() -> ProgramSource.of(path, cache).find(Tool.PUSHGATEWAY)))
              .toList();
      for (Future<Path> one : asked) {
        Path program = one.get();
        assertThat(program).isExecutable().startsWith(cache);
      }
      try (Program running =
          Program.start(
              Programs.pushgateway(), ProgramSource.of(path, cache), temporary.resolve("run"))) {
        assertThat(running.running()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private ProgramSource source(Path bin) {
    return ProgramSource.of(bin.toString(), temporary.resolve("cache"));
  }

  private static Path executable(Path file, String script) throws Exception {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
