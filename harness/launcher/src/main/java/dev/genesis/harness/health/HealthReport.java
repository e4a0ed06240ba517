package dev.genesis.harness.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;

/** All findings, in the order in which they were made. */
public record HealthReport(List<HealthFinding> findings) {
  public HealthReport {
    findings = List.copyOf(findings);
  }

  /** The worst of them. */
  public HealthStatus status() {
    return findings.stream()
        .map(HealthFinding::status)
        .max(Comparator.naturalOrder())
        .orElse(HealthStatus.FAILED);
  }

  /** Whether checks can be run from here: nothing failed; warnings are shown and do not stop. */
  public boolean healthy() {
    return status() != HealthStatus.FAILED;
  }

  /** A line per finding and one that sums them up. */
  public void print(PrintWriter out) {
    int width = findings.stream().mapToInt(f -> f.name().length()).max().orElse(0);
    for (HealthFinding finding : findings) {
      out.printf(
          "%-8s %-" + Math.max(1, width) + "s  %s%n",
          finding.status(),
          finding.name(),
          finding.says());
    }
    long warnings = count(HealthStatus.WARNING);
    long failed = count(HealthStatus.FAILED);
    out.printf(
        "%s: %d of %d OK, %d warnings, %d failed%n",
        healthy() ? "healthy" : "NOT HEALTHY",
        count(HealthStatus.OK),
        findings.size(),
        warnings,
        failed);
  }

  private long count(HealthStatus status) {
    return findings.stream().filter(f -> f.status() == status).count();
  }

  /** The report as one JSON object. */
  public String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schema", 1).put("healthy", healthy()).put("status", status().toString());
    ArrayNode checks = root.putArray("checks");
    for (HealthFinding finding : findings) {
      checks
          .addObject()
          .put("name", finding.name())
          .put("status", finding.status().toString())
          .put("message", finding.says());
    }
    return root.toPrettyString() + "\n";
  }
}
