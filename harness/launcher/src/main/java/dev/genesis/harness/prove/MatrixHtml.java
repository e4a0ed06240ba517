package dev.genesis.harness.prove;

import dev.genesis.harness.sandbox.fault.WireFault;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The matrix as a section of a page: a table that a screen reader can read, whose cells say in
 * words what their colour says. The page gives the colours to the classes {@code proof-detected},
 * {@code proof-tolerated}, {@code proof-declared}, {@code proof-not_applicable} and {@code
 * proof-untried}.
 */
public final class MatrixHtml {
  private MatrixHtml() {}

  /** A {@code <section>} that stands by itself; every text in it is escaped. */
  public static String fragment(ProofMatrix matrix) {
    List<WireFault> faults = MatrixText.faults(matrix);
    StringBuilder html =
        new StringBuilder("<section id=\"proof\" aria-labelledby=\"proof-title\">\n");
    html.append("<h2 id=\"proof-title\">Proof: every check can fail</h2>\n<p>Score ")
        .append(String.format(Locale.ROOT, "%.1f %%", matrix.score() * 100))
        .append(" of what applies; ")
        .append(matrix.count(Verdict.DECLARED))
        .append(" tolerated as declared.</p>\n");
    if (!matrix.vacuous().isEmpty()) {
      html.append("<h3>Vacuous checks</h3>\n<ul class=\"proof-vacuous\">\n");
      matrix
          .vacuous()
          .forEach(c -> html.append("<li>" + text(c.name() + ": " + c.why()) + "</li>\n"));
      html.append("</ul>\n");
    }
    html.append("<table class=\"proof\">\n<thead><tr><th scope=\"col\">Check</th>")
        .append("<th scope=\"col\">Service</th>");
    faults.forEach(
        f ->
            html.append(
                "<th scope=\"col\" title=\"%s\">%s</th>"
                    .formatted(text(f.description()), text(f.label()))));
    html.append("</tr></thead>\n<tbody>\n");
    for (ProvenCheck check : matrix.checks()) {
      for (String service : check.services()) {
        row(check, service, faults, html);
      }
    }
    return html.append("</tbody>\n</table>\n</section>\n").toString();
  }

  private static void row(
      ProvenCheck check, String service, List<WireFault> faults, StringBuilder html) {
    Map<WireFault, Cell> cells =
        check.cells().stream()
            .filter(cell -> cell.service().equals(service))
            .collect(Collectors.toMap(Cell::fault, Function.identity(), (a, b) -> a));
    html.append(
        "<tr><th scope=\"row\">%s</th><td>%s</td>".formatted(text(check.name()), text(service)));
    for (WireFault fault : faults) {
      Cell cell = cells.get(fault);
      html.append(
          cell == null
              ? "<td></td>"
              : "<td class=\"proof-%s\" title=\"%s\">%s</td>"
                  .formatted(
                      cell.verdict().label(),
                      text(cell.note()),
                      cell.verdict().label().replace('_', ' ')));
    }
    html.append("</tr>\n");
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
