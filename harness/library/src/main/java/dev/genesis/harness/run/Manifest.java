package dev.genesis.harness.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What check jars promise: the checks that the annotation processor saw when it compiled them.
 *
 * @param promises one per check
 * @param problems jars that should have a manifest and have none or a broken one, one sentence each
 */
public record Manifest(List<Promise> promises, List<String> problems) {
  /** Where it lies in a jar. */
  public static final String RESOURCE = "META-INF/genesis/checks.json";

  /** No promises. */
  public static final Manifest NONE = new Manifest(List.of(), List.of());

  public Manifest {
    promises = List.copyOf(promises);
    problems = List.copyOf(problems);
  }

  /**
   * One promised check.
   *
   * @param className the binary name of the class that runs it
   * @param template whether the method gives several tests
   */
  public record Promise(CheckMetadata check, String className, String method, boolean template) {}

  /** The manifests of these jars and folders. */
  public static Manifest of(List<Path> checks) {
    return ManifestFile.read(checks);
  }
}
