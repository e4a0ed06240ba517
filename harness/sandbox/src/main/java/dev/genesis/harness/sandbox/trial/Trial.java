package dev.genesis.harness.sandbox.trial;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckMetadataReader;
import dev.genesis.harness.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs checks in this JVM and says what became of each. Unchangeable; several may run at a time.
 *
 * <pre>{@code
 * Trial trial = Trial.in(sandbox).with("genesis.threshold.window", "2s");
 * sandbox.genesis().switchOn(Fault.CIRCUIT_BREAKER_OPEN);
 * assertThat(trial.run(Resilience.class).get("production/Resilience.noCircuitBreakerIsOpen").passed())
 *     .isFalse();
 * }</pre>
 */
public final class Trial {
  /** A trial waits for nobody: the polite pace is for production. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "genesis.max-rps", "10000",
          "junit.jupiter.execution.parallel.enabled", "true",
          "junit.jupiter.execution.parallel.config.strategy", "fixed",
          "junit.jupiter.execution.parallel.config.fixed.parallelism", "8",
          "junit.jupiter.execution.parallel.config.fixed.max-pool-size", "8",
          // extensions that a test JVM registers for itself are none of the checks' business
          "junit.jupiter.extensions.autodetection.enabled", "false");

  private final SortedMap<String, String> settings;

  private Trial(Map<String, String> settings) {
    this.settings = new TreeMap<>(settings);
  }

  /** Of checks that are pointed at a sandbox. */
  public static Trial in(Sandbox sandbox) {
    return of(sandbox.services()).with("genesis.environment", sandbox.environment());
  }

  /** Of checks that are pointed at these addresses, by service name. */
  public static Trial of(Map<String, URI> services) {
    Trial trial = new Trial(IMPATIENT);
    for (Map.Entry<String, URI> service : services.entrySet()) {
      trial =
          trial.with("genesis.service." + service.getKey() + ".url", service.getValue().toString());
    }
    return trial;
  }

  /** The same with a setting, such as {@code genesis.threshold.window}, or one of JUnit's. */
  public Trial with(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(settings);
    more.put(key, value);
    return new Trial(more);
  }

  /** The same without a setting. */
  public Trial without(String key) {
    SortedMap<String, String> fewer = new TreeMap<>(settings);
    fewer.remove(key);
    return new Trial(fewer);
  }

  /** Runs the checks of these classes; the verdicts by check id. */
  public SortedMap<String, Verdict> run(Class<?>... checks) {
    return run(Arrays.stream(checks).map(type -> (DiscoverySelector) selectClass(type)).toList());
  }

  /** Runs every check below a folder of classes, such as {@code target/classes}. */
  public SortedMap<String, Verdict> runAll(Path classes) {
    return run(List.copyOf(selectClasspathRoots(Set.of(classes.toAbsolutePath()))));
  }

  /** What every check below a folder of classes declares, by id; none of them runs. */
  public static SortedMap<String, CheckMetadata> declared(Path classes) {
    SortedMap<String, CheckMetadata> declared = new TreeMap<>();
    try (LauncherSession session = LauncherFactory.openSession()) {
      TestPlan plan =
          session
              .getLauncher()
              .discover(
                  LauncherDiscoveryRequestBuilder.request()
                      .selectors(selectClasspathRoots(Set.of(classes.toAbsolutePath())))
                      .build());
      for (TestIdentifier root : plan.getRoots()) {
        for (TestIdentifier test : plan.getDescendants(root)) {
          test.getSource()
              .filter(MethodSource.class::isInstance)
              .map(MethodSource.class::cast)
              .map(
                  method ->
                      CheckMetadataReader.read(
                          method.getJavaClass(), method.getJavaMethod(), "trial"))
              .ifPresent(check -> declared.put(check.id(), check));
        }
      }
    }
    return declared;
  }

  private SortedMap<String, Verdict> run(List<? extends DiscoverySelector> selectors) {
    VerdictListener listener = new VerdictListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectors)
                  .configurationParameters(settings)
                  .build(),
              listener);
    }
    return listener.verdicts();
  }
}
