package dev.genesis.harness.config;

import dev.genesis.harness.config.Origin.Layer;
import dev.genesis.harness.config.Settings.Value;
import dev.genesis.harness.config.SettingsLoader.LayerValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings from environment variables. The way from a key to its variable loses dots, dashes
 * and case, so the way back goes by what is known: the settings, the names of services spoken of
 * elsewhere, and, for a service never heard of, dashes.
 */
final class EnvironmentVariables {
  private static final String PREFIX = "GENESIS_";
  private static final String SERVICE = "GENESIS_SERVICE_";
  private static final String THRESHOLD = "GENESIS_THRESHOLD_";

  /** What Kubernetes and Docker links put there for services whose names begin with genesis. */
  private static final Pattern INJECTED =
      Pattern.compile(
          "GENESIS(_[A-Z0-9_]+)?_SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)"
              + "|GENESIS(_[A-Z0-9_]+)?_PORT(_\\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?)?"
              + "|GENESIS_SERVICE_(HOST|PORT)");

  private final Set<String> serviceNames;

  EnvironmentVariables(Set<String> serviceNames) {
    this.serviceNames = serviceNames;
  }

  LayerValues layer(Map<String, String> variables, List<String> warnings) {
    Map<String, Value> values = new TreeMap<>();
    variables.forEach(
        (name, text) -> {
          if (!name.startsWith(PREFIX)) {
            return;
          }
          String key = keyOf(name, text);
          if (key != null) {
            SettingsLoader.put(values, key, text, new Origin(Layer.ENVIRONMENT, name));
          } else if (!INJECTED.matcher(name).matches()) {
            nearMiss(name, warnings);
          }
        });
    return new LayerValues(values);
  }

  private @Nullable String keyOf(String variable, String text) {
    for (Setting<?> setting : GenesisSettings.all()) {
      if (setting.environmentVariable().equals(variable)) {
        return setting.key();
      }
    }
    if (variable.startsWith(THRESHOLD)) {
      String key = Keys.THRESHOLD + dashed(variable.substring(THRESHOLD.length()));
      return Keys.isKnown(key) ? key : null;
    }
    if (!variable.startsWith(SERVICE)) {
      return null;
    }
    if (INJECTED.matcher(variable).matches() && text.strip().matches("\\d*|tcp://.*")) {
      return null;
    }
    String rest = variable.substring(SERVICE.length());
    for (String key : ServiceSettings.keysLongestFirst()) {
      String end = "_" + key.replace('-', '_').toUpperCase(Locale.ROOT);
      if (rest.endsWith(end) && rest.length() > end.length()) {
        String name = serviceName(rest.substring(0, rest.length() - end.length()), variable);
        String whole = Keys.SERVICE + name + "." + key;
        return Keys.isKnown(whole) ? whole : null;
      }
    }
    return null;
  }

  private String serviceName(String part, String variable) {
    List<String> fitting =
        serviceNames.stream()
            .filter(n -> n.replace('-', '_').toUpperCase(Locale.ROOT).equals(part))
            .toList();
    if (fitting.size() > 1) {
      throw new SettingsException(
          "%s may mean any of the services %s; give one of them another name"
              .formatted(variable, String.join(", ", fitting)));
    }
    return fitting.isEmpty() ? dashed(part) : fitting.get(0);
  }

  private static String dashed(String part) {
    return part.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void nearMiss(String name, List<String> warnings) {
    List<String> candidates = new ArrayList<>();
    GenesisSettings.all().forEach(setting -> candidates.add(setting.environmentVariable()));
    if (name.startsWith(SERVICE) && name.lastIndexOf('_') > SERVICE.length()) {
      String service = name.substring(0, name.lastIndexOf('_') + 1);
      for (String key : ServiceSettings.keysLongestFirst()) {
        candidates.add(service + key.replace('-', '_').toUpperCase(Locale.ROOT));
      }
    }
    String closest = Keys.closest(name, candidates);
    if (closest != null) {
      warnings.add(
          "%s is no setting and was left alone; did you mean %s?".formatted(name, closest));
    }
  }
}
