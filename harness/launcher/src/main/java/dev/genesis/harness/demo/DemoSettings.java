package dev.genesis.harness.demo;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsLoader;
import dev.genesis.harness.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The user's settings, pointed at a sandbox: its addresses, its environment, its faster clock. */
final class DemoSettings {
  private static final Origin ORIGIN = new Origin(Origin.Layer.OPTION, "demo");

  private DemoSettings() {}

  /**
   * @param folder where history and files go if the user named no place
   */
  static Settings of(Settings given, Sandbox sandbox, Path folder) {
    Map<String, Settings.Value> values = new LinkedHashMap<>(given.asMap());
    values.remove(GenesisSettings.CONFIG.key());
    values.remove(GenesisSettings.CHECKS.key());
    values.putIfAbsent(GenesisSettings.HISTORY.key(), value(folder.resolve("history.db")));
    values.putIfAbsent(GenesisSettings.OUTPUT.key(), value(folder.resolve("out")));
    values.putIfAbsent(GenesisSettings.SUITE.key(), value("production,smoke"));
    // the sandbox's clock is faster: what is five minutes outside is ten seconds in it
    values.putIfAbsent("genesis.threshold.window", value("10s"));
    values.put(GenesisSettings.ENVIRONMENT.key(), value(sandbox.environment()));
    Map<String, URI> services = sandbox.services();
    services.forEach((name, uri) -> values.put("genesis.service." + name + ".url", value(uri)));
    URI pushgateway = services.get("pushgateway");
    if (pushgateway != null) {
      values.put(GenesisSettings.PUSHGATEWAY_URL.key(), value(pushgateway));
    }
    return new SettingsLoader().optionValues(values).workingFolder(folder).load().settings();
  }

  private static Settings.Value value(Object text) {
    return new Settings.Value(text.toString(), ORIGIN);
  }
}
