package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.process.GenesisProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@code docs/counting.md} says what ConsoleLauncher really says, and what we do. */
@Tag("full")
class ConsoleLauncherIT {
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| .+ \\| ([^|]+) \\| ([^|]+) \\|");

  @TempDir private Path folder = Path.of("");

  private record Row(UglyRow type, String theirs, String ours) {}

  static Stream<Row> rows() throws IOException {
    return Files.readString(Path.of("../../docs/counting.md"))
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(row -> new Row(UglyRow.valueOf(row.group(1)), row.group(2), row.group(3)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void documentedDifference_isTrue(Row row) throws Exception {
    assertThat(row.ours()).isEqualTo(inWords(row.type().tally()));
    String jar = row.type().jar(folder).toString();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String console = Path.of("target/console/console.jar").toAbsolutePath().toString();
    GenesisProcess process = new GenesisProcess(folder);
    Ended ended =
        process.ended(
            process.start(
                List.of(
                    java,
                    "-jar",
                    console,
                    "execute",
                    "--disable-banner",
                    "--details=summary",
                    "-cp",
                    jar,
                    "--scan-classpath",
                    jar,
                    "--include-classname",
                    ".*")));
    String said =
        ended.out().contains("tests found")
            ? "%s found, %s passed, %s failed"
                .formatted(
                    count(ended, "found"), count(ended, "successful"), count(ended, "failed"))
            : "nothing";
    assertThat(said + ", exit " + ended.exitCode()).isEqualTo(row.theirs());
  }

  private static String count(Ended ended, String what) {
    Matcher line = Pattern.compile("\\[ *(\\d+) tests " + what).matcher(ended.out());
    return line.find() ? line.group(1) : "no";
  }

  private static String inWords(Tally tally) {
    StringBuilder words = new StringBuilder();
    say(words, tally.passed(), "passed");
    say(words, tally.failed(), "failed");
    say(words, tally.aborted(), "aborted");
    say(words, tally.skipped(), "skipped");
    say(words, tally.notRun(), "not run");
    return words.toString();
  }

  private static void say(StringBuilder words, int number, String outcome) {
    if (number > 0) {
      words.append(words.isEmpty() ? "" : ", ").append(number).append(' ').append(outcome);
    }
  }
}
