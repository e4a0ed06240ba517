package dev.genesis.harness.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The JUnit configuration parameters of a run: ours, as far as neither the check jar's own {@code
 * junit-platform.properties} nor the user says otherwise. How many checks run at a time is always
 * the run's to say; whether a jar's tests bear it at all is the jar's.
 */
final class JUnitParameters {
  private static final String PARALLEL = "junit.jupiter.execution.parallel.";
  private static final String EXTENSIONS = "junit.jupiter.extensions.autodetection.";

  private JUnitParameters() {}

  /**
   * @param gate whether {@link RunGate} is needed
   */
  static Map<String, String> of(RunRequest request, ClassLoader loader, boolean gate) {
    Map<String, String> theirs = ofJar(loader);
    theirs.putAll(request.junit());
    Map<String, String> ours = new HashMap<>();
    int parallel = request.limits().parallel();
    if (parallel > 1) {
      ours.put(PARALLEL + "enabled", "true");
      ours.put(PARALLEL + "mode.default", "concurrent");
      ours.put(PARALLEL + "mode.classes.default", "concurrent");
      if (theirs.containsKey(PARALLEL + "enabled")) {
        // a jar that speaks of parallel execution has decided which of its tests bear it
        ours.keySet().removeIf(key -> key.startsWith(PARALLEL + "mode."));
      }
    } else {
      theirs.remove(PARALLEL + "enabled");
      ours.put(PARALLEL + "enabled", "false");
    }
    ours.put("junit.platform.output.capture.stdout", "true");
    ours.put("junit.platform.output.capture.stderr", "true");
    ours.put("junit.platform.output.capture.maxBuffer", "65536");
    // whole stacks tell set-up from body; FailureClassifier cuts them
    ours.put("junit.platform.stacktrace.pruning.enabled", "false");
    ours.put("junit.platform.discovery.listener.default", "logging");
    ours.put("junit.platform.discovery.issue.failure.phase", "execution");
    if (gate && !Boolean.parseBoolean(theirs.get(EXTENSIONS + "enabled"))) {
      ours.put(EXTENSIONS + "enabled", "true");
      ours.put(EXTENSIONS + "include", RunGate.class.getName());
      theirs.remove(EXTENSIONS + "enabled");
      theirs.remove(EXTENSIONS + "include");
    }
    ours.putAll(theirs);
    ours.put(PARALLEL + "config.strategy", "fixed");
    ours.put(PARALLEL + "config.fixed.parallelism", String.valueOf(parallel));
    ours.put(PARALLEL + "config.fixed.max-pool-size", String.valueOf(parallel));
    return ours;
  }

  private static Map<String, String> ofJar(ClassLoader loader) {
    Map<String, String> parameters = new TreeMap<>();
    try (InputStream in = loader.getResourceAsStream("junit-platform.properties")) {
      if (in != null) {
        Properties properties = new Properties();
        properties.load(in);
        properties.forEach((name, value) -> parameters.put(name.toString(), value.toString()));
      }
    } catch (IOException | IllegalArgumentException e) {
      return new TreeMap<>(); // JUnit reads the same file, and says what is wrong with it
    }
    return parameters;
  }
}
