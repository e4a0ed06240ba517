package dev.genesis.harness.extension;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.ListedThresholds;
import dev.genesis.harness.config.Secrets;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsLoader;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.run.RequestRecorder;
import dev.genesis.harness.run.RunContext;
import dev.genesis.harness.service.Services;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all checks of a test run share: settings and services. In the launcher's child they come
 * from the parent; in an IDE or under Surefire they are loaded from where settings are.
 */
final class CheckProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckProcess.class);
  private static final Namespace NAMESPACE = Namespace.create(CheckProcess.class);

  private final Settings settings;
  private final RequestRecorder recorder;
  private final boolean watched;
  private final Services services;
  private final Map<ClassLoader, Thresholds> thresholds = new ConcurrentHashMap<>();

  private CheckProcess() {
    Optional<RunContext> context = RunContext.installed();
    settings = context.map(RunContext::settings).orElseGet(CheckProcess::load);
    recorder = context.map(RunContext::recorder).orElse((id, service, took, status) -> {});
    watched = context.map(RunContext::watched).orElse(false);
    services = Services.of(settings);
  }

  static CheckProcess of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("process", key -> new CheckProcess(), CheckProcess.class);
  }

  private static Settings load() {
    SettingsLoader.Loaded loaded =
        new SettingsLoader()
            .environment(System.getenv())
            .properties(System.getProperties())
            .junitParameters(JUnitParameters.ofThisRun())
            .load();
    loaded.warnings().forEach(warning -> LOG.warn(Secrets.ofProcess().blank(warning)));
    return loaded.settings();
  }

  Settings settings() {
    return settings;
  }

  RequestRecorder recorder() {
    return recorder;
  }

  /** Whether somebody else interrupts checks that run too long. */
  boolean watched() {
    return watched;
  }

  boolean mutationsAllowed() {
    return settings.get(GenesisSettings.ALLOW_MUTATIONS);
  }

  Services services() {
    return services;
  }

  Thresholds thresholds(ClassLoader loader) {
    return thresholds.computeIfAbsent(loader, l -> ListedThresholds.of(l).in(settings));
  }

  @Override
  public void close() {
    services.close();
  }
}
