package dev.genesis.harness.supervise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Maven orders plain ones: numbers by size, a qualifier ({@code -RC1}, {@code -M2})
 * before the release.
 */
record LibraryVersion(List<Integer> numbers, String qualifier)
    implements Comparable<LibraryVersion> {
  private static final Pattern VERSION = Pattern.compile("(\\d+(?:\\.\\d+)*)(?:[.-](.*))?");
  private static final Comparator<LibraryVersion> BY_QUALIFIER =
      Comparator.comparing((LibraryVersion v) -> v.qualifier.isEmpty())
          .thenComparing(LibraryVersion::qualifier);

  static LibraryVersion parse(String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      return new LibraryVersion(List.of(0), text);
    }
    List<Integer> numbers = new ArrayList<>();
    for (String number : matcher.group(1).split("\\.", -1)) {
      numbers.add(number.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(number));
    }
    String qualifier = matcher.group(2);
    return new LibraryVersion(List.copyOf(numbers), qualifier == null ? "" : qualifier);
  }

  int major() {
    return numbers.get(0);
  }

  /** The version in which a library's other half counts: JUnit Platform 1.14 belongs to 5.14. */
  LibraryVersion withMajor(int major) {
    List<Integer> changed = new ArrayList<>(numbers);
    changed.set(0, major);
    return new LibraryVersion(List.copyOf(changed), qualifier);
  }

  @Override
  public int compareTo(LibraryVersion other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int mine = i < numbers.size() ? numbers.get(i) : 0;
      int theirs = i < other.numbers.size() ? other.numbers.get(i) : 0;
      if (mine != theirs) {
        return Integer.compare(mine, theirs);
      }
    }
    return BY_QUALIFIER.compare(this, other);
  }

  @Override
  public String toString() {
    String text = String.join(".", numbers.stream().map(String::valueOf).toList());
    return qualifier.isEmpty() ? text : text + "-" + qualifier;
  }
}
