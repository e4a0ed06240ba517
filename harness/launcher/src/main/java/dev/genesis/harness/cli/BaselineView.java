package dev.genesis.harness.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.genesis.harness.baseline.BaselineComparison;
import dev.genesis.harness.baseline.Comparison;
import dev.genesis.harness.run.LatencyHistogram;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** A comparison with a baseline on the screen. */
final class BaselineView {
  private BaselineView() {}

  static void table(BaselineComparison comparison, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "baseline %s (%d runs until %s) and %d later runs%n",
        Visible.text(comparison.baseline().name()),
        comparison.baseline().runs(),
        comparison.baseline().lastRunAt(),
        comparison.runs());
    if (comparison.checks().isEmpty()) {
      out.println("no check passed both then and now: nothing can be compared");
    }
    for (Comparison check : comparison.checks()) {
      out.println(line(check));
    }
    for (Map.Entry<String, LatencyHistogram> before :
        comparison.baseline().latencies().entrySet()) {
      LatencyHistogram now = comparison.latencies().get(before.getKey());
      if (now != null) {
        out.printf(
            Locale.ROOT,
            "requests to %s: P95 %.1f ms then (%d), %.1f ms now (%d)%n",
            before.getKey(),
            millis(before.getValue()),
            before.getValue().count(),
            millis(now),
            now.count());
      }
    }
  }

  private static double millis(LatencyHistogram latency) {
    return latency.quantile(0.95).toNanos() / 1e6;
  }

  private static String line(Comparison check) {
    String numbers =
        Double.isNaN(check.ratio())
            ? ""
            : String.format(
                Locale.ROOT,
                "  %.2f times the baseline (%.2f to %.2f)",
                check.ratio(),
                check.low(),
                check.high());
    String verdict =
        switch (check.verdict()) {
          case WITHIN -> "within          ";
          case SLOWER -> "SLOWER          ";
          case FASTER -> "faster          ";
          case TOO_FEW -> "too few samples ";
        };
    return verdict + Visible.text(check.name()) + numbers + needed(check);
  }

  private static String needed(Comparison check) {
    if (check.verdict() != Comparison.Verdict.TOO_FEW) {
      return "";
    }
    return check.needed() == Integer.MAX_VALUE
        ? "; " + check.after() + " now: the baseline needs more than its " + check.before()
        : "; " + check.needed() + " needed, " + check.after() + " are there";
  }

  static void json(BaselineComparison comparison, PrintWriter out) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode();
    json.put("baseline", comparison.baseline().name());
    json.put("environment", comparison.baseline().environment());
    json.put("baselineRuns", comparison.baseline().runs());
    json.put("runs", comparison.runs());
    ArrayNode checks = json.putArray("checks");
    for (Comparison check : comparison.checks()) {
      ObjectNode node = checks.addObject();
      node.put("name", check.name());
      node.put("verdict", check.verdict().name().toLowerCase(Locale.ROOT));
      put(node, "ratio", check.ratio());
      put(node, "low", check.low());
      put(node, "high", check.high());
      node.put("baselineSamples", check.before());
      node.put("samples", check.after());
      if (check.needed() != Integer.MAX_VALUE) {
        node.put("needed", check.needed());
      }
    }
    out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }

  /** JSON has no infinity: a bound that is not known is not there. */
  private static void put(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, value);
    }
  }
}
