package dev.genesis.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.genesis.harness.process.GenesisProcess.Ended;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a run's five outputs say of a suite. */
final class Readings {
  private final String environment;
  private final Ended ended;
  private final JsonNode runJson;
  private final Path output;
  private final List<String> written;
  private final List<String> held;

  private Readings(
      String environment,
      Ended ended,
      JsonNode runJson,
      Path output,
      List<String> written,
      List<String> held) {
    this.environment = environment;
    this.ended = ended;
    this.runJson = runJson;
    this.output = output;
    this.written = written;
    this.held = held;
  }

  /** Of a run with {@code --output out} that pushed as this environment. */
  static Readings of(GenesisProcess genesis, Ended ended, String environment, URI pushgateway)
      throws IOException, InterruptedException {
    HttpRequest scrape = HttpRequest.newBuilder(URI.create(pushgateway + "/metrics")).build();
    return new Readings(
        environment,
        ended,
        genesis.runJson(),
        genesis.folder().resolve("out"),
        genesis.text("out/metrics.prom").lines().toList(),
        HttpClient.newHttpClient().send(scrape, BodyHandlers.ofString()).body().lines().toList());
  }

  Ended ended() {
    return ended;
  }

  JsonNode runJson() {
    return runJson;
  }

  /** That all five say this, and no other pass rate than this makes. */
  void allSay(String suite, Tally expected) throws Exception {
    String said = ended.out() + ended.err();
    assertThat(inRunJson(suite)).as("run.json; " + said).isEqualTo(expected);
    assertThat(inXml(suite)).as("JUnit XML").isEqualTo(expected);
    onTheConsole(suite, expected);
    inMetrics("metrics.prom", written, suite, expected);
    inMetrics("Pushgateway", held, suite, expected);
  }

  private Tally inRunJson(String suite) {
    for (JsonNode one : runJson.path("suites")) {
      if (one.path("name").asText().equals(suite)) {
        JsonNode counts = one.path("counts");
        Tally tally =
            new Tally(
                counts.path("passed").asInt(),
                counts.path("failed").asInt(),
                counts.path("aborted").asInt(),
                counts.path("skipped").asInt(),
                counts.path("not_run").asInt());
        assertThat(counts.path("total").asInt()).isEqualTo(tally.total());
        assertThat(one.path("passRate").asDouble()).isEqualTo(tally.passRate());
        return tally;
      }
    }
    return Tally.ofPassed(0);
  }

  /** Counted by what CI systems look at: the elements in each test case. */
  private Tally inXml(String suite) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(output.resolve("TEST-" + suite + ".xml").toFile())
            .getDocumentElement();
    NodeList cases = root.getElementsByTagName("testcase");
    int failed = root.getElementsByTagName("failure").getLength();
    int notRun = root.getElementsByTagName("error").getLength();
    NodeList skips = root.getElementsByTagName("skipped");
    int aborted = 0;
    for (int i = 0; i < skips.getLength(); i++) {
      aborted += ((Element) skips.item(i)).getAttribute("message").startsWith("aborted") ? 1 : 0;
    }
    assertThat(root.getAttribute("tests")).isEqualTo(String.valueOf(cases.getLength()));
    int passed = cases.getLength() - failed - notRun - skips.getLength();
    return new Tally(passed, failed, aborted, skips.getLength() - aborted, notRun);
  }

  private void onTheConsole(String suite, Tally expected) {
    String line =
        ended
            .out()
            .lines()
            .filter(l -> l.startsWith(suite + " ") && l.endsWith("%"))
            .findFirst()
            .orElse("(no line of " + suite + ")");
    String[] columns = line.split("\\s+");
    assertThat(columns).as(line).hasSizeGreaterThan(7);
    assertThat(List.of(columns).subList(1, 7))
        .as("console")
        .containsExactly(
            String.valueOf(expected.total()),
            String.valueOf(expected.passed()),
            String.valueOf(expected.failed()),
            String.valueOf(expected.aborted()),
            String.valueOf(expected.skipped()),
            String.valueOf(expected.notRun()));
    // two decimals, never rounded up: nobody reads 100 % where there was a failure
    double shown = Double.parseDouble(columns[7]) / 100;
    assertThat(expected.passRate() - shown).as("console").isBetween(-1e-12, 1e-4);
  }

  private void inMetrics(String where, List<String> lines, String suite, Tally expected) {
    assertThat(value(lines, suite, "genesis_test_pass_rate", ""))
        .as(where)
        .isEqualTo(expected.passRate());
    assertThat(
            new Tally(
                outcome(lines, suite, "passed"),
                outcome(lines, suite, "failed"),
                outcome(lines, suite, "aborted"),
                outcome(lines, suite, "skipped"),
                outcome(lines, suite, "not_run")))
        .as(where)
        .isEqualTo(expected);
  }

  private int outcome(List<String> lines, String suite, String outcome) {
    return (int) value(lines, suite, "genesis_tests", "outcome=\"" + outcome + "\"");
  }

  private double value(List<String> lines, String suite, String metric, String label) {
    Pattern series = Pattern.compile(metric + "[{](.*)[}] (\\S+)");
    return lines.stream()
        .filter(line -> line.contains("suite=\"" + suite + "\""))
        .filter(line -> line.contains("environment=\"" + environment + "\""))
        .filter(line -> line.contains(label))
        .map(series::matcher)
        .filter(Matcher::matches)
        .mapToDouble(match -> Double.parseDouble(match.group(2)))
        .findFirst()
        .orElse(Double.NaN);
  }
}
