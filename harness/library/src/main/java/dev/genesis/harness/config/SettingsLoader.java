package dev.genesis.harness.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the layers together; the first layer that says something wins. */
public final class SettingsLoader {
  /** One layer: texts by whole key, each with its place. */
  public record LayerValues(Map<String, Settings.Value> values) {}

  private SettingsLoader() {}

  /** The settings in force, of layers given the strongest first. */
  public static Settings merge(List<LayerValues> strongestFirst) {
    Map<String, Settings.Value> merged = new LinkedHashMap<>();
    for (LayerValues layer : strongestFirst) {
      layer.values().forEach(merged::putIfAbsent);
    }
    return new Settings(merged);
  }
}
