package dev.genesis.harness.publish;

import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Counts;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.LeftOut;
import dev.genesis.harness.run.SuiteRun;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerConfigurationException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXTransformerFactory;
import javax.xml.transform.sax.TransformerHandler;
import javax.xml.transform.stream.StreamResult;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/**
 * One suite as JUnit XML in the form of Surefire's schema, which GitHub, GitLab and Jenkins show:
 * {@code failed} is a failure, {@code not_run} an error (it must be red: it has not passed), {@code
 * skipped} and {@code aborted} are skipped, a flaky check has its first failure beside its pass.
 */
final class JUnitXml {
  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_MESSAGE = 4_000;
  private static final int LONGEST_DETAIL = 20_000;

  private final TransformerHandler xml;

  private JUnitXml(TransformerHandler xml) {
    this.xml = xml;
  }

  static void write(CheckRun run, SuiteRun suite, OutputStream out) throws IOException {
    try {
      SAXTransformerFactory factory =
          (SAXTransformerFactory) TransformerFactory.newDefaultInstance();
      TransformerHandler handler = factory.newTransformerHandler();
      handler.getTransformer().setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      handler.setResult(new StreamResult(out));
      handler.startDocument();
      new JUnitXml(handler).suite(run, suite);
      handler.endDocument();
    } catch (SAXException e) {
      if (e.getException() instanceof IOException io) {
        throw io;
      }
      throw new IOException(e);
    } catch (TransformerConfigurationException e) {
      throw new IllegalStateException("the JDK's own XML writer", e);
    }
  }

  private void suite(CheckRun run, SuiteRun suite) throws SAXException {
    Counts counts = suite.counts();
    open(
        "testsuite",
        attributes(
            "name", suite.name(),
            "time", seconds(run.took()),
            "tests", String.valueOf(counts.total()),
            "failures", String.valueOf(counts.failed()),
            "errors", String.valueOf(counts.notRun()),
            "skipped", String.valueOf(counts.skipped() + counts.aborted())));
    properties(run, suite);
    for (CheckResult result : run.checksOf(suite.name())) {
      check(result);
    }
    close("testsuite");
  }

  private void properties(CheckRun run, SuiteRun suite) throws SAXException {
    open("properties", new AttributesImpl());
    property("runId", run.runId());
    property("environment", run.scope().environment());
    property("startedAt", run.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
    property("conclusive", String.valueOf(run.conclusive()));
    property("passRate", String.valueOf(suite.passRate()));
    for (LeftOut left : run.leftOut()) {
      if (left.check().suite().equals(suite.name())) {
        String kind = left.quarantined() ? "quarantined " : "deselected ";
        property(kind + left.check().id(), left.reason());
      }
    }
    for (String problem : run.problems()) {
      property("problem", problem);
    }
    close("properties");
  }

  private void property(String name, String value) throws SAXException {
    open("property", attributes("name", name, "value", value));
    close("property");
  }

  private void check(CheckResult result) throws SAXException {
    open(
        "testcase",
        attributes(
            "name", result.displayName().isEmpty() ? result.id() : result.displayName(),
            "classname", className(result),
            "time", seconds(result.took())));
    String message = CheckMessage.of(result);
    String said = message == null ? "" : message;
    switch (result.outcome()) {
      case FAILED -> failure("failure", result, said);
      case NOT_RUN -> text("error", attributes("type", "not_run", "message", said), said);
      case SKIPPED -> empty("skipped", said);
      case ABORTED -> empty("skipped", "aborted: " + said);
      case PASSED -> {
        if (result.flaky()) {
          flaky(result, said);
        }
      }
    }
    close("testcase");
  }

  private void failure(String element, CheckResult result, String said) throws SAXException {
    Failure failure = result.failure();
    String type = failure == null ? "harness" : failure.reason().label();
    String detail = failure == null || failure.detail().isEmpty() ? said : failure.detail();
    text(element, attributes("type", type, "message", said), help(result) + detail);
  }

  private void flaky(CheckResult result, String said) throws SAXException {
    Failure failure = result.failure();
    String type = failure == null ? "harness" : failure.reason().label();
    open("flakyFailure", attributes("type", type, "message", said));
    text("stackTrace", new AttributesImpl(), failure == null ? said : failure.detail());
    close("flakyFailure");
  }

  /** What somebody needs who sees nothing but the CI system's page. */
  private static String help(CheckResult result) {
    StringBuilder help = new StringBuilder();
    help.append(result.check().severity());
    if (!result.check().owner().isEmpty()) {
      help.append(", owner ").append(result.check().owner());
    }
    if (!result.check().runbook().isEmpty()) {
      help.append(", runbook ").append(result.check().runbook());
    }
    return help.append('\n').toString();
  }

  /** The id's class, so that CI systems group as the code does. */
  private static String className(CheckResult result) {
    String id = result.id();
    int dot = id.lastIndexOf('.');
    return dot > 0 ? id.substring(0, dot) : id;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }

  private void empty(String element, String message) throws SAXException {
    open(element, attributes("message", message));
    close(element);
  }

  private void text(String element, AttributesImpl attributes, String text) throws SAXException {
    open(element, attributes);
    char[] characters = xmlText(SafeText.bounded(text, LONGEST_DETAIL)).toCharArray();
    xml.characters(characters, 0, characters.length);
    close(element);
  }

  private void open(String element, AttributesImpl attributes) throws SAXException {
    xml.startElement("", element, element, attributes);
  }

  private void close(String element) throws SAXException {
    xml.endElement("", element, element);
  }

  private static AttributesImpl attributes(String... namesAndValues) {
    AttributesImpl attributes = new AttributesImpl();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = namesAndValues[i];
      int limit = name.equals("message") ? LONGEST_MESSAGE : LONGEST_NAME;
      String value = xmlText(SafeText.bounded(namesAndValues[i + 1], limit));
      attributes.addAttribute("", name, name, "CDATA", value);
    }
    return attributes;
  }

  /**
   * XML 1.0 has no way to write most control characters: they are shown as they would be in Java.
   */
  private static String xmlText(String text) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (allowed(c)) {
                result.appendCodePoint(c);
              } else {
                result.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return result.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
