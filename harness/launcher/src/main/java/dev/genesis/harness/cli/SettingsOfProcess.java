package dev.genesis.harness.cli;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Origin;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of this process: its options, environment, properties and {@code genesis.yaml}. */
final class SettingsOfProcess {
  private SettingsOfProcess() {}

  static Settings load(
      Map<String, Settings.Value> options, @Nullable Path config, PrintWriter warnings) {
    Map<String, Settings.Value> environment = new LinkedHashMap<>();
    Map<String, Settings.Value> properties = new LinkedHashMap<>();
    for (Setting<?> setting : GenesisSettings.all()) {
      String variable = setting.environmentVariable();
      String inEnvironment = System.getenv(variable);
      if (inEnvironment != null) {
        environment.put(
            setting.key(),
            new Settings.Value(inEnvironment, new Origin(Origin.Layer.ENVIRONMENT, variable)));
      }
      String property = System.getProperty(setting.key());
      if (property != null) {
        properties.put(
            setting.key(),
            new Settings.Value(property, new Origin(Origin.Layer.PROPERTY, "-D" + setting.key())));
      }
    }
    return SettingsLoader.merge(
        List.of(
            new SettingsLoader.LayerValues(options),
            new SettingsLoader.LayerValues(environment),
            new SettingsLoader.LayerValues(properties)));
  }
}
