package dev.genesis.harness.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar of JUnit's on somebody's class path.
 *
 * @param module such as {@code junit-jupiter-engine}
 * @param version as JUnit Jupiter counts: the platform's 1.14 is 5.14
 */
record JUnitJar(Path file, String module, LibraryVersion version) {
  private static final Pattern MODULE =
      Pattern.compile("junit-(?:jupiter|platform|vintage)(?:-[a-z]+)*|opentest4j");
  private static final Pattern FILE =
      Pattern.compile("(" + MODULE.pattern() + ")-(\\d+\\.\\d+.*)\\.jar");

  /** What a jar is by its manifest, which survives renaming; else by its name. */
  static Optional<JUnitJar> of(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return byManifest(file).or(() -> byName(file));
  }

  private static Optional<JUnitJar> byManifest(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      if (manifest == null) {
        return Optional.empty();
      }
      Attributes main = manifest.getMainAttributes();
      String title = main.getValue(Attributes.Name.IMPLEMENTATION_TITLE);
      String version = main.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return title != null && version != null && MODULE.matcher(title).matches()
          ? Optional.of(of(file, title, version))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no jar; who needs it as one will say so
    }
  }

  private static Optional<JUnitJar> byName(Path file) {
    Matcher matcher = FILE.matcher(String.valueOf(file.getFileName()));
    return matcher.matches()
        ? Optional.of(of(file, matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  private static JUnitJar of(Path file, String module, String text) {
    LibraryVersion version = LibraryVersion.parse(text);
    boolean platformOfFive = module.startsWith("junit-platform") && version.major() == 1;
    return new JUnitJar(file, module, platformOfFive ? version.withMajor(5) : version);
  }

  /** Whether it says which JUnit this is: opentest4j has versions of its own. */
  boolean counts() {
    return !module.equals("opentest4j");
  }
}
