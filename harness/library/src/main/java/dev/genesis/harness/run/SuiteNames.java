package dev.genesis.harness.run;

import java.nio.file.Path;
import java.util.Set;

/** The name of the suite that checks without a check annotation belong to: that of their jar. */
final class SuiteNames {
  private static final Set<String> BUILD_FOLDERS =
      Set.of("classes", "test-classes", "main", "test", "java", "kotlin", "target", "build", "out");

  private SuiteNames() {}

  /**
   * A jar's name without {@code .jar}; a folder's name, of build output that of the project. Other
   * characters than those of a label become a dash.
   */
  static String of(Path place) {
    Path whole = place.toAbsolutePath().normalize();
    Path named = whole;
    while (named != null
        && named.getFileName() != null
        && BUILD_FOLDERS.contains(named.getFileName().toString())) {
      named = named.getParent();
    }
    Path last = named == null || named.getFileName() == null ? whole : named;
    Path fileName = last.getFileName();
    String name = fileName == null ? "checks" : fileName.toString();
    if (name.endsWith(".jar")) {
      name = name.substring(0, name.length() - ".jar".length());
    }
    String plain = name.replaceAll("[^A-Za-z0-9_.-]", "-");
    return plain.substring(0, Math.min(64, plain.length()));
  }
}
