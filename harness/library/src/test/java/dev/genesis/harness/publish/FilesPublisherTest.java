package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FilesPublisherTest extends PublisherKit {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Override
  protected Publisher publisher() {
    return new FilesPublisher();
  }

  @Override
  protected Settings working() {
    return RunFixture.settings("genesis.output", folder.resolve("out").toString());
  }

  @Override
  protected Settings broken() {
    try {
      Path file = folder.resolve("a-file");
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      return RunFixture.settings("genesis.output", file.resolve("below").toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path publish(JudgedRun run) {
    assertThat(publisher().publish(run, working(), unknown()))
        .allSatisfy(p -> assertThat(p.ok()).as(p.message()).isTrue());
    return folder.resolve("out");
  }

  private JsonNode runJson(JudgedRun run) throws IOException {
    return JSON.readTree(publish(run).resolve("run.json").toFile());
  }

  private static RunFixture everything() {
    return RunFixture.run()
        .passing("production", 3)
        .flaky("production/A.flaky")
        .failed("production/A.dead", Severity.P0, FailureReason.CONNECT, "refused")
        .ended("production/A.off", Outcome.SKIPPED, "off")
        .ended("production/A.maybe", Outcome.ABORTED, "no data")
        .ended("production/A.lost", Outcome.NOT_RUN, "not found")
        .item("production/A")
        .passed("smoke/B.b")
        .quarantined("production/A.ill", "genesis-sre: flaps, until 2026-12-31")
        .requests("genesis", 4, 20, 200)
        .problem("production/A.lost was promised and not found")
        .inconclusive();
  }

  @Test
  void runJson_isOfThePublishedForm() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../../docs/run.schema.json")));
    RunFixture hostile = everything();
    HOSTILE.forEach(name -> hostile.named("production/" + name, name, name));

    assertThat(schema.validate(runJson(everything().judged()))).isEmpty();
    assertThat(schema.validate(runJson(hostile.judged()))).isEmpty();
    assertThat(schema.validate(runJson(RunFixture.run().judged()))).isEmpty();
  }

  @Test
  void runJson_saysWhatTheRunSays() throws IOException {
    JsonNode json = runJson(everything().judged());

    assertThat(json.path("counts").path("total").asInt()).isEqualTo(10);
    assertThat(json.path("passRate").asDouble()).isEqualTo(0.5);
    assertThat(json.path("suites").findValuesAsText("name")).contains("production", "smoke");
    assertThat(json.path("exitCode").asInt()).isEqualTo(1);
    assertThat(json.path("latency").path("requests").asInt()).isEqualTo(3);
    assertThat(json.path("durationSeconds").asDouble()).isEqualTo(2.71);
    assertThat(json.path("finishedAt").asText()).isEqualTo("2026-11-23T18:00:02.710Z");
    JsonNode dead = check(json, "production/A.dead");
    assertThat(dead.path("reason").asText()).isEqualTo("connect");
    assertThat(dead.path("severity").asText()).isEqualTo("P0");
    assertThat(check(json, "production/A.flaky").path("flaky").asBoolean()).isTrue();
    assertThat(check(json, "production/A.off").path("message").asText()).isEqualTo("off");
    assertThat(json.path("leftOut").get(0).path("as").asText()).isEqualTo("quarantined");
  }

  private static JsonNode check(JsonNode run, String id) {
    for (JsonNode check : run.path("checks")) {
      if (check.path("id").asText().equals(id)) {
        return check;
      }
    }
    throw new AssertionError("no check " + id);
  }

  @Test
  void hostileNames_areIntactInRunJsonOrVisiblyShortened() throws IOException {
    RunFixture run = RunFixture.run();
    HOSTILE.forEach(name -> run.named("production/X", name, name));

    List<String> names = runJson(run.judged()).path("checks").findValuesAsText("displayName");

    assertThat(names.get(0)).isEqualTo(HOSTILE.get(0));
    assertThat(names.get(1)).isEqualTo(HOSTILE.get(1));
    assertThat(names.get(2)).isEqualTo("emoji 🧪👩‍🔬 and half of one \ufffd.");
    assertThat(names.get(6)).endsWith("… (1,048,576 characters in all)").hasSize(2_000);
  }

  @Test
  void junitXml_isOfTheCommonFormAndCountsTheSame() throws Exception {
    Path out = publish(everything().judged());

    schema().newValidator().validate(new StreamSource(out.resolve("TEST-smoke.xml").toFile()));
    Element suite = valid(out.resolve("TEST-production.xml"));
    assertThat(suite.getAttribute("tests")).isEqualTo("9");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(9);
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(suite.getAttribute("skipped")).isEqualTo("2");
    assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    assertThat(suite.getElementsByTagName("flakyFailure").getLength()).isEqualTo(1);
  }

  @Test
  void hostileNames_areIntactInJunitXmlOrVisiblyShortened() throws Exception {
    RunFixture run = RunFixture.run();
    HOSTILE.forEach(name -> run.named("production/X", name, name).problem(name));

    Element suite = valid(publish(run.judged()).resolve("TEST-production.xml"));

    NodeList cases = suite.getElementsByTagName("testcase");
    assertThat(name(cases, 0)).isEqualTo(HOSTILE.get(0));
    assertThat(name(cases, 1)).isEqualTo("control \\u0000\\u0007\\u001b[31m characters");
    assertThat(name(cases, 3)).isEqualTo(HOSTILE.get(3));
    assertThat(name(cases, 6)).endsWith("characters in all)");
    assertThat(cases.item(3).getTextContent()).contains(HOSTILE.get(3));
  }

  private static String name(NodeList cases, int at) {
    return ((Element) cases.item(at)).getAttribute("name");
  }

  private static Element valid(Path file) throws Exception {
    schema().newValidator().validate(new StreamSource(file.toFile()));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file.toFile())
        .getDocumentElement();
  }

  private static Schema schema() throws Exception {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(FilesPublisherTest.class.getResource("junit-report.xsd"));
  }

  @Test
  void metrics_areOneTypePerNameWithTheGroupOnEachSeries() throws IOException {
    String text = Files.readString(publish(everything().judged()).resolve("metrics.prom"));

    assertThat(text.lines().filter(l -> l.startsWith("# TYPE"))).doesNotHaveDuplicates();
    assertThat(text.lines().filter(l -> !l.startsWith("#")).map(l -> l.replaceAll(" \\S+$", "")))
        .doesNotHaveDuplicates()
        .allMatch(l -> l.contains("{job=\"genesis_checks\",suite=\""));
    assertThat(text)
        .endsWith("\n")
        .contains(
            "genesis_test_pass_rate{job=\"genesis_checks\",suite=\"smoke\",environment=\"staging\",}"
                + " 1.0\n");
  }

  @Test
  void metrics_areWhatTheHistoryKeeps() throws IOException {
    KeptValues.Group known =
        new KeptValues.Group(Optional.of(Instant.EPOCH), Map.of("met", 41L), Map.of());

    publisher()
        .publish(
            RunFixture.run().failed("production/A.a").judged(),
            working(),
            (suite, scope) -> Optional.of(known));

    assertThat(Files.readString(folder.resolve("out/metrics.prom")))
        .contains("genesis_test_runs_total{job=\"genesis_checks\",suite=\"production\",")
        .contains("result=\"met\",} 41.0\n");
  }

  @Test
  void filesOfAnEarlierRun_areReplacedWholeAndNothingElseIsLeft() throws IOException {
    publish(RunFixture.run().passed("production/A.a").judged());
    Path out = publish(RunFixture.run().id("run-2").passed("production/A.a").judged());

    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("run.json", "TEST-production.xml", "metrics.prom");
    }
    assertThat(Files.readString(out.resolve("run.json"))).contains("run-2");
  }

  @Test
  void aFolderThatIsAFile_isSaidWithAWayOut() {
    List<Publication> publications =
        publisher().publish(RunFixture.run().judged(), broken(), unknown());

    assertThat(publications.get(0).message())
        .contains("a-file" + File.separator + "below")
        .contains("--output");
  }
}
