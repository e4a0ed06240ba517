package dev.genesis.harness.prove;

import dev.genesis.harness.sandbox.fault.WireFault;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The matrix for a screen: a row per check and service, a column per fault, then what is amiss. */
public final class MatrixText {
  private static final int WIDEST_NAME = 60;

  private MatrixText() {}

  /** Prints the whole matrix and the sentence that sums it up. */
  public static void print(ProofMatrix matrix, double minimumScore, PrintWriter out) {
    List<WireFault> faults = faults(matrix);
    List<String> names = new ArrayList<>();
    for (ProvenCheck check : matrix.checks()) {
      check.services().forEach(service -> names.add(check.name() + "  " + service));
    }
    int width = Math.min(WIDEST_NAME, names.stream().mapToInt(String::length).max().orElse(0));
    if (!faults.isEmpty()) {
      legend(faults, out);
      out.printf("%-" + Math.max(1, width) + "s  %s%n", "", letters(faults.size()));
      for (ProvenCheck check : matrix.checks()) {
        for (String service : check.services()) {
          out.printf(
              "%-" + width + "s  %s%n",
              cut(check.name() + "  " + service),
              row(check, service, faults));
        }
      }
      out.println();
    }
    amiss(matrix, out);
    out.println(summary(matrix, minimumScore));
  }

  private static void legend(List<WireFault> faults, PrintWriter out) {
    for (int i = 0; i < faults.size(); i++) {
      out.printf("  %c %-18s %s%n", letter(i), faults.get(i).label(), faults.get(i).description());
    }
    out.println(
        "  x detected   ! tolerated   ~ tolerated as declared   - not applicable   ? untried");
    out.println();
  }

  private static String row(ProvenCheck check, String service, List<WireFault> faults) {
    Map<WireFault, Character> marks =
        check.cells().stream()
            .filter(cell -> cell.service().equals(service))
            .collect(Collectors.toMap(Cell::fault, c -> c.verdict().mark(), (a, b) -> a));
    return faults.stream()
        .map(fault -> String.valueOf(marks.getOrDefault(fault, ' ')))
        .collect(Collectors.joining(" "));
  }

  private static void amiss(ProofMatrix matrix, PrintWriter out) {
    matrix
        .vacuous()
        .forEach(check -> out.println("VACUOUS    " + check.name() + ": " + check.why()));
    for (ProvenCheck check : matrix.checks()) {
      if (!check.vacuous()) {
        list(check, Verdict.TOLERATED, "TOLERATED ", out);
      }
    }
    matrix.checks().forEach(check -> list(check, Verdict.DECLARED, "declared  ", out));
    matrix.checks().forEach(check -> list(check, Verdict.UNTRIED, "UNTRIED   ", out));
    matrix
        .unprovable()
        .forEach(
            (id, why) ->
                out.println("UNPROVABLE " + id + " does not pass while all is well: " + why));
    matrix.problems().forEach(problem -> out.println("PROBLEM    " + problem));
  }

  private static void list(ProvenCheck check, Verdict verdict, String word, PrintWriter out) {
    Map<String, List<Cell>> byNote =
        check.cells().stream()
            .filter(cell -> cell.verdict() == verdict)
            .collect(Collectors.groupingBy(c -> c.service() + "\n" + c.note()));
    byNote.values().stream()
        .sorted((a, b) -> a.get(0).fault().compareTo(b.get(0).fault()))
        .forEach(
            cells -> {
              String faults =
                  cells.stream().map(c -> c.fault().label()).collect(Collectors.joining(", "));
              String note = cells.get(0).note();
              out.println(
                  "%s %s: %s at %s%s"
                      .formatted(
                          word,
                          check.name(),
                          faults,
                          cells.get(0).service(),
                          note.isEmpty() ? "" : " (" + note + ")"));
            });
  }

  /** The result in one line. */
  static String summary(ProofMatrix matrix, double minimumScore) {
    return String.format(
        Locale.ROOT,
        "score %.4f (at least %.2f asked): %d checks, %d detected, %d tolerated, %d declared,"
            + " %d not applicable, %d untried; %d vacuous; %d runs in %.1f s",
        matrix.score(),
        minimumScore,
        matrix.checks().size(),
        matrix.count(Verdict.DETECTED),
        matrix.count(Verdict.TOLERATED),
        matrix.count(Verdict.DECLARED),
        matrix.count(Verdict.NOT_APPLICABLE),
        matrix.count(Verdict.UNTRIED),
        matrix.vacuous().size(),
        matrix.rounds(),
        matrix.took().toMillis() / 1000.0);
  }

  /** The faults that were tried, in their own order. */
  static List<WireFault> faults(ProofMatrix matrix) {
    return matrix.checks().stream()
        .flatMap(check -> check.cells().stream())
        .map(Cell::fault)
        .distinct()
        .sorted()
        .toList();
  }

  private static String letters(int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(i == 0 ? "" : " ").append(letter(i));
    }
    return letters.toString();
  }

  private static char letter(int index) {
    return (char) ('a' + index);
  }

  private static String cut(String name) {
    return name.length() <= WIDEST_NAME
        ? name
        : "…" + name.substring(name.length() - WIDEST_NAME + 1);
  }
}
