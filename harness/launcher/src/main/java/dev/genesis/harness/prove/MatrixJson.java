package dev.genesis.harness.prove;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** The matrix as JSON, schema 1. */
public final class MatrixJson {
  private MatrixJson() {}

  /** The whole matrix, indented, with a newline at its end. */
  public static String write(ProofMatrix matrix, double minimumScore) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schema", 1);
    root.put("score", matrix.score());
    root.put("minimumScore", minimumScore);
    root.put("complete", matrix.complete());
    root.put("runs", matrix.rounds());
    root.put("durationSeconds", matrix.took().toMillis() / 1000.0);
    ObjectNode counts = root.putObject("counts");
    for (Verdict verdict : Verdict.values()) {
      counts.put(verdict.label(), matrix.count(verdict));
    }
    ArrayNode vacuous = root.putArray("vacuous");
    matrix
        .vacuous()
        .forEach(c -> vacuous.addObject().put("check", c.name()).put("reason", c.why()));
    ArrayNode unprovable = root.putArray("unprovable");
    matrix
        .unprovable()
        .forEach((id, why) -> unprovable.addObject().put("check", id).put("reason", why));
    ArrayNode faults = root.putArray("faults");
    MatrixText.faults(matrix)
        .forEach(
            f -> faults.addObject().put("name", f.label()).put("description", f.description()));
    ArrayNode checks = root.putArray("checks");
    matrix.checks().forEach(check -> checks.add(row(check)));
    ArrayNode problems = root.putArray("problems");
    matrix.problems().forEach(problems::add);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode row(ProvenCheck check) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", check.id());
    row.put("name", check.name());
    row.put("vacuous", check.vacuous());
    ArrayNode services = row.putArray("services");
    check.services().forEach(services::add);
    ArrayNode cells = row.putArray("cells");
    for (Cell cell : check.cells()) {
      cells
          .addObject()
          .put("service", cell.service())
          .put("fault", cell.fault().label())
          .put("verdict", cell.verdict().label())
          .put("note", cell.note());
    }
    return row;
  }
}
