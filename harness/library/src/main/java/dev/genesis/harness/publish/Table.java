package dev.genesis.harness.publish;

import java.util.List;
import java.util.function.Consumer;

/** Columns that line up: the first to the left, numbers to the right. */
final class Table {
  private Table() {}

  static void print(List<List<String>> rows, Consumer<String> out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String padding = " ".repeat(widths[i] - length(row.get(i)));
        line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
      }
      out.accept(line.toString().stripTrailing());
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
