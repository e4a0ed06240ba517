package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.ListedThresholds;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.sandbox.Sandbox;
import dev.genesis.harness.supervise.CarriedFiles;
import dev.genesis.harness.supervise.ChildClassPath;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The settings that checks have to be run with in a sandbox. */
final class SandboxSettings {
  private static final Origin ORIGIN = new Origin(Origin.Layer.OPTION, "sandbox");

  /** Windows of the suites' queries: a world that is a minute old has no five minutes. */
  private static final Set<String> WINDOWS = Set.of("window", "uptime-window");

  private SandboxSettings() {}

  /**
   * The services of the sandbox in place of those that are configured.
   *
   * @param window what five minutes are in it
   */
  static Settings in(Sandbox sandbox, Settings settings, CarriedFiles carried, Duration window) {
    Map<String, String> texts = new HashMap<>();
    sandbox
        .services()
        .forEach((name, uri) -> texts.put("genesis.service." + name + ".url", uri.toString()));
    texts.put(GenesisSettings.ENVIRONMENT.key(), sandbox.environment());
    // nobody is disturbed by many requests here
    texts.put(GenesisSettings.MAX_RPS.key(), "1000");
    // the world shares the machine with the checks, whose clients take seconds to load when it is
    // busy
    texts.put(GenesisSettings.CHECK_TIMEOUT.key(), "30s");
    ListedThresholds.inJars(ChildClassPath.of(settings, carried).checks()).listed().stream()
        .map(ListedThresholds.Threshold::name)
        .filter(WINDOWS::contains)
        .forEach(name -> texts.put("genesis.threshold." + name, window.toMillis() + "ms"));
    return settings.with(texts, ORIGIN);
  }
}
