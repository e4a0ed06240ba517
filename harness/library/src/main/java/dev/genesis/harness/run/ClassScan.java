package dev.genesis.harness.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Every class file of the check jars, whatever its name, loaded as far as JUnit would load it. One
 * class that cannot be loaded would make JUnit's whole engine fail, or vanish without a word; here
 * it is found before, and named.
 */
final class ClassScan {
  private static final String SUFFIX = ".class";

  private final ClassLoader loader;
  private final Map<Class<?>, String> suites = new LinkedHashMap<>();
  private final Map<String, Throwable> unloadable = new LinkedHashMap<>();
  private final Map<String, String> suiteOfUnloadable = new HashMap<>();
  private final Set<String> withManifest = new HashSet<>();
  private final Map<String, String> ownerOfSimpleName = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();

  ClassScan(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Looks at one jar or folder.
   *
   * @throws IOException if it can't be read
   */
  void add(Path place) throws IOException {
    String suite = SuiteNames.of(place);
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        List<Path> classFiles = files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        for (Path file : classFiles) {
          String name = place.relativize(file).toString().replace('\\', '/');
          add(name, suite, () -> Files.readAllBytes(file));
        }
      }
      if (Files.exists(place.resolve(Manifest.RESOURCE))) {
        withManifest.add(suite);
      }
    } else {
      try (JarFile jar = new JarFile(place.toFile())) {
        for (ZipEntry entry : Collections.list(jar.entries())) {
          if (entry.getName().endsWith(SUFFIX)) {
            add(entry.getName(), suite, () -> read(jar, entry));
          }
        }
        if (jar.getEntry(Manifest.RESOURCE) != null) {
          withManifest.add(suite);
        }
      }
    }
  }

  private static byte[] read(JarFile jar, ZipEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private void add(String file, String suite, ClassFile.Bytes bytes) throws IOException {
    if (file.startsWith("META-INF/") || file.endsWith("module-info.class")) {
      return;
    }
    String name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
    if (name.endsWith("package-info")) {
      return;
    }
    note(name);
    try {
      Class<?> type = Class.forName(name, false, loader);
      link(type);
      if (!type.isAnonymousClass() && !type.isSynthetic()) {
        suites.put(type, suite);
      }
    } catch (LinkageError | ReflectiveOperationException | RuntimeException e) {
      if (ClassFile.mayHoldChecks(name, bytes.read(), loader)) {
        unloadable.put(name, e);
        suiteOfUnloadable.put(name, suite);
      }
    }
  }

  /** A class that JUnit can't look at though it could be loaded. */
  void remove(Class<?> type, Throwable why) {
    String suite = suites.remove(type);
    unloadable.put(type.getName(), why);
    suiteOfUnloadable.put(type.getName(), suite == null ? "" : suite);
  }

  /** Touches what JUnit will touch during discovery. */
  private static void link(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      touch(c);
    }
  }

  private static void touch(Class<?> type) {
    int touched =
        type.getDeclaredMethods().length
            + type.getDeclaredFields().length
            + type.getDeclaredConstructors().length
            + type.getAnnotations().length
            + type.getSimpleName().length();
    if (touched < 0) {
      throw new IllegalStateException(type.getName());
    }
    for (Class<?> above : type.getInterfaces()) {
      touch(above);
    }
  }

  /** Two top classes of the same simple name: their checks need the package to be told apart. */
  private void note(String name) {
    if (!name.contains("$")) {
      String simple = simpleName(name);
      String other = ownerOfSimpleName.putIfAbsent(simple, name);
      if (other != null && !other.equals(name)) {
        ambiguous.add(simple);
      }
    }
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The classes that can be loaded. */
  List<Class<?>> classes() {
    return new ArrayList<>(suites.keySet());
  }

  /** The classes that can't and may hold checks, by name, with what they lack. */
  Map<String, Throwable> unloadable() {
    return unloadable;
  }

  /** The suite of the jar that a class came from. */
  String suiteOf(Class<?> type, String otherwise) {
    String suite = suites.get(type);
    if (suite == null && type.getEnclosingClass() != null) {
      return suiteOf(type.getEnclosingClass(), otherwise);
    }
    return suite == null ? otherwise : suite;
  }

  /** Whether the jar, known by its own suite's name, says what it promises. */
  boolean hasManifest(String suiteOfJar) {
    return withManifest.contains(suiteOfJar);
  }

  String suiteOf(String unloadableClass) {
    return suiteOfUnloadable.getOrDefault(unloadableClass, "");
  }

  /** Whether another class of the check jars has this one's simple name. */
  boolean ambiguous(Class<?> type) {
    Class<?> top = type;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    return ambiguous.contains(top.getSimpleName());
  }
}
