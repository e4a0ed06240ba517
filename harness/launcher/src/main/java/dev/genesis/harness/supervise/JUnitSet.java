package dev.genesis.harness.supervise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The one JUnit that runs: the newer of what the check jars bring and what we carry, always a
 * complete set of one version.
 *
 * @param jars its jars, for the front of the class path
 * @param version such as {@code 5.14.4}
 */
record JUnitSet(List<Path> jars, LibraryVersion version) {
  private static final Set<String> NEEDED =
      Set.of(
          "junit-jupiter-api",
          "junit-jupiter-engine",
          "junit-platform-commons",
          "junit-platform-engine",
          "junit-platform-launcher");

  /** Those of our jars that are only there for who uses them. */
  private static final Set<String> ON_DEMAND =
      Set.of(
          "junit-platform-suite-api",
          "junit-platform-suite-commons",
          "junit-platform-suite-engine",
          "junit-vintage-engine");

  /**
   * Decides.
   *
   * @param theirs JUnit's jars on the checks' class path
   * @param ours the sets that we carry
   * @param wanted {@code 5} or {@code 6} where the user insists, else empty
   * @param junit4 whether JUnit 4 is on the class path, so that its tests can run
   */
  static JUnitSet choose(
      List<JUnitJar> theirs, List<List<JUnitJar>> ours, String wanted, boolean junit4) {
    Optional<LibraryVersion> brought =
        theirs.stream()
            .filter(JUnitJar::counts)
            .map(JUnitJar::version)
            .max(Comparator.naturalOrder());
    List<List<JUnitJar>> enough =
        ours.stream()
            .filter(set -> wanted.isEmpty() || wanted.equals("" + versionOf(set).major()))
            .filter(set -> brought.isEmpty() || versionOf(set).compareTo(brought.get()) >= 0)
            .sorted(Comparator.comparing(JUnitSet::versionOf))
            .toList();
    boolean suites = theirs.stream().anyMatch(j -> j.module().startsWith("junit-platform-suite"));
    if (!enough.isEmpty()) {
      List<JUnitJar> set = enough.get(0);
      return new JUnitSet(trimmed(set, suites, junit4), versionOf(set));
    }
    if (brought.isEmpty()) {
      throw SupervisionException.wrongUsage(
          "genesis.junit: there is no JUnit " + wanted + " here; write 5 or 6");
    }
    return complete(theirs, brought.get());
  }

  private static LibraryVersion versionOf(List<JUnitJar> set) {
    return set.stream()
        .filter(JUnitJar::counts)
        .map(JUnitJar::version)
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new IllegalStateException("the launcher carries no JUnit"));
  }

  private static List<Path> trimmed(List<JUnitJar> set, boolean suites, boolean junit4) {
    List<Path> jars = new ArrayList<>();
    for (JUnitJar jar : set) {
      boolean asked = jar.module().startsWith("junit-vintage") ? junit4 : suites;
      if (asked || !ON_DEMAND.contains(jar.module())) {
        jars.add(jar.file());
      }
    }
    return List.copyOf(jars);
  }

  /** Theirs is newer than all of ours: it has to be whole. */
  private static JUnitSet complete(List<JUnitJar> theirs, LibraryVersion version) {
    Set<String> missing = new TreeSet<>(NEEDED);
    missing.removeAll(theirs.stream().map(JUnitJar::module).collect(Collectors.toSet()));
    if (!missing.isEmpty()) {
      throw SupervisionException.wrongUsage(
          "the checks bring JUnit "
              + version
              + ", newer than what the launcher carries, but not all of it; add "
              + String.join(", ", missing)
              + " to --classpath");
    }
    return new JUnitSet(theirs.stream().map(JUnitJar::file).toList(), version);
  }
}
