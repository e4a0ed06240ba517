package dev.genesis.harness.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A check jar of some of the test classes on the class path. */
public final class UglyJar {
  private UglyJar() {}

  /** Writes these classes, with what is nested in them and what they are nested in. */
  public static Path of(Path jar, Class<?>... classes) {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      Set<Class<?>> outers = new HashSet<>();
      for (Class<?> type : classes) {
        add(out, type, outers);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(JarOutputStream jar, Class<?> type, Set<Class<?>> outers)
      throws IOException {
    Path classes = classesOf(type);
    Class<?> outer = type.getEnclosingClass();
    if (outer != null && outers.add(outer)) {
      Path file = classes.resolve(outer.getName().replace('.', '/') + ".class");
      jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
      Files.copy(file, jar);
    }
    Path own = classes.resolve(type.getName().replace('.', '/') + ".class");
    String prefix = own.getFileName().toString().replace(".class", "$");
    Path folder = own.getParent();
    if (folder == null) {
      throw new IllegalStateException(own + " is in no folder");
    }
    try (var files = Files.list(folder)) {
      List<Path> wanted =
          files
              .filter(f -> f.equals(own) || f.getFileName().toString().startsWith(prefix))
              .sorted()
              .toList();
      for (Path file : wanted) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
      }
    }
  }

  private static Path classesOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
