package dev.genesis.harness.cli;

import dev.genesis.harness.config.Secrets;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of this process: its options, environment, properties and {@code genesis.yaml}. */
final class SettingsOfProcess {
  private SettingsOfProcess() {}

  static Settings load(
      Map<String, Settings.Value> options, @Nullable Path config, PrintWriter warnings) {
    SettingsLoader.Loaded loaded =
        new SettingsLoader()
            .optionValues(options)
            .environment(System.getenv())
            .properties(System.getProperties())
            .config(config)
            .load();
    loaded.warnings().forEach(w -> warnings.println("warning: " + Secrets.ofProcess().blank(w)));
    return loaded.settings();
  }
}
