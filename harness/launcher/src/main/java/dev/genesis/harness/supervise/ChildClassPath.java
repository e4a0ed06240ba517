package dev.genesis.harness.supervise;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the child finds its classes in: JUnit once, then the check jars, what they need, and last
 * what the launcher brings, so that their libraries win over ours.
 *
 * @param checks the jars and folders whose checks are run
 * @param entries the whole class path, in order
 * @param junit the JUnit that runs
 */
public record ChildClassPath(List<Path> checks, List<Path> entries, String junit) {

  /** Finds it, from what is set. */
  public static ChildClassPath of(Settings settings, CarriedFiles carried) {
    List<Path> checks = checks(settings, carried);
    List<Path> beside = files(settings, GenesisSettings.CLASSPATH);
    Set<Path> theirs = new LinkedHashSet<>(checks);
    theirs.addAll(beside);
    List<JUnitJar> theirJUnit =
        theirs.stream().map(JUnitJar::of).flatMap(Optional::stream).toList();
    JUnitSet junit =
        JUnitSet.choose(
            theirJUnit,
            List.of(ourJUnit(carried, "junit5"), ourJUnit(carried, "junit6")),
            settings.find(GenesisSettings.JUNIT).orElse(""),
            theirs.stream().anyMatch(ChildClassPath::isJUnit4));
    Set<Path> replaced = theirJUnit.stream().map(JUnitJar::file).collect(Collectors.toSet());
    Set<Path> entries = new LinkedHashSet<>(junit.jars());
    theirs.stream().filter(entry -> !replaced.contains(entry)).forEach(entries::add);
    entries.addAll(ours(carried));
    return new ChildClassPath(checks, List.copyOf(entries), junit.version().toString());
  }

  /** As the JVM takes it. */
  String text() {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> checks(Settings settings, CarriedFiles carried) {
    if (settings.find(GenesisSettings.CHECKS).isPresent()) {
      List<Path> checks = files(settings, GenesisSettings.CHECKS);
      if (!checks.isEmpty()) {
        return checks;
      }
    }
    List<String> suites = settings.find(GenesisSettings.SUITE).orElse(List.of());
    if (suites.isEmpty()) {
      throw SupervisionException.wrongUsage(
          "there is nothing to run; give --checks JAR_OR_DIR, or --suite production or --suite smoke"
              + " for those that the launcher carries");
    }
    List<Path> jars = carried.jars("suites");
    List<Path> chosen = new ArrayList<>();
    for (String suite : suites) {
      jars.stream()
          .filter(jar -> String.valueOf(jar.getFileName()).equals(suite + "-tests.jar"))
          .findFirst()
          .ifPresentOrElse(chosen::add, () -> unknown(suite));
    }
    return List.copyOf(chosen);
  }

  private static void unknown(String suite) {
    throw SupervisionException.wrongUsage(
        "--suite: the launcher carries no suite '"
            + suite
            + "'; write production or smoke, or give --checks JAR_OR_DIR");
  }

  /** Files, folders, and {@code lib/*} for all jars of a folder, as Java itself takes it. */
  private static List<Path> files(Settings settings, Setting<List<String>> setting) {
    List<Path> files = new ArrayList<>();
    for (String text : settings.find(setting).orElse(List.of())) {
      if (text.endsWith("/*") || text.equals("*")) {
        files.addAll(jarsIn(Path.of(text.substring(0, text.length() - 1)), setting));
      } else {
        files.add(readable(Path.of(text), setting));
      }
    }
    return files.stream().map(file -> file.toAbsolutePath().normalize()).distinct().toList();
  }

  private static List<Path> jarsIn(Path folder, Setting<?> setting) {
    try (Stream<Path> files = Files.list(folder.toString().isEmpty() ? Path.of(".") : folder)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw SupervisionException.wrongUsage(
          setting.option() + ": the folder " + folder + " cannot be read (" + Reasons.of(e) + ")");
    }
  }

  private static Path readable(Path file, Setting<?> setting) {
    if (Files.isDirectory(file)) {
      return file;
    }
    try {
      new JarFile(file.toFile()).close();
      return file;
    } catch (IOException e) {
      String wrong = Files.exists(file) ? "is no readable jar" : "does not exist";
      throw SupervisionException.wrongUsage(
          setting.option() + ": " + file + " " + wrong + "; give a jar or a folder of classes");
    }
  }

  private static boolean isJUnit4(Path entry) {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve("org/junit/Assert.class"));
    }
    try (JarFile jar = new JarFile(entry.toFile())) {
      return jar.getEntry("org/junit/Assert.class") != null;
    } catch (IOException e) {
      return false; // was readable a moment ago; the child will say what is wrong now
    }
  }

  private static List<JUnitJar> ourJUnit(CarriedFiles carried, String name) {
    return carried.jars(name).stream().map(JUnitJar::of).flatMap(Optional::stream).toList();
  }

  /**
   * The launcher jar and the libraries that it carries for checks; or, where it was started from
   * classes, whatever it was started with.
   */
  private static List<Path> ours(CarriedFiles carried) {
    if (carried.whole()) {
      List<Path> jars = new ArrayList<>(List.of(carried.source()));
      jars.addAll(carried.jars("libs"));
      return jars;
    }
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(Path::of)
        .filter(entry -> JUnitJar.of(entry).isEmpty())
        .toList();
  }
}
