package dev.genesis.harness.config;

import dev.genesis.harness.config.Origin.Layer;
import dev.genesis.harness.config.Settings.Value;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the layers together: options, environment, system properties, JUnit configuration parameters
 * and {@code genesis.yaml}, the strongest first; the first that says something wins. Every value is
 * read once here, so that what cannot be is said before anything is done.
 *
 * <pre>{@code
 * Loaded loaded = new SettingsLoader()
 *     .options(Map.of("genesis.parallel", "4"))
 *     .environment(System.getenv())
 *     .properties(System.getProperties())
 *     .load();
 * }</pre>
 */
public final class SettingsLoader {
  /** The file that is read when none is named. */
  public static final String DEFAULT_FILE = "genesis.yaml";

  private final Map<String, Value> options = new LinkedHashMap<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final Map<String, String> junitParameters = new TreeMap<>();
  private final Set<String> serviceNames = new TreeSet<>();
  private @Nullable Path config;
  private Path workingFolder = Path.of("");

  /**
   * What was loaded.
   *
   * @param warnings a line each, for standard error: environment variables that look like a
   *     mistake, services without an address
   */
  public record Loaded(Settings settings, List<String> warnings) {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /** One layer: values by whole key. */
  record LayerValues(Map<String, Value> values) {}

  /** Options, by whole key ({@code genesis.parallel}) or by name ({@code --parallel}). */
  public SettingsLoader options(Map<String, String> texts) {
    texts.forEach(
        (name, text) -> {
          String place = name.startsWith("--") ? name : Keys.optionOf(name);
          options.put(name, new Value(text, new Origin(Layer.OPTION, place)));
        });
    return this;
  }

  /** Options by whole key, each with the place that a message names. */
  public SettingsLoader optionValues(Map<String, Value> values) {
    options.putAll(values);
    return this;
  }

  /** The environment; variables that name no setting never stop anything. */
  public SettingsLoader environment(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** System properties; those that do not begin with {@code genesis.} are left alone. */
  public SettingsLoader properties(Properties system) {
    for (String name : system.stringPropertyNames()) {
      String text = system.getProperty(name);
      if (text != null) {
        properties.put(name, text);
      }
    }
    return this;
  }

  /** JUnit configuration parameters; those that do not begin with {@code genesis.} are left. */
  public SettingsLoader junitParameters(Map<String, String> parameters) {
    junitParameters.putAll(parameters);
    return this;
  }

  /** The file to read; where it is null, {@code genesis.config} or the default one if it exists. */
  public SettingsLoader config(@Nullable Path file) {
    config = file;
    return this;
  }

  /** Where the default file is looked for. */
  public SettingsLoader workingFolder(Path folder) {
    workingFolder = folder;
    return this;
  }

  /**
   * Names of services that are spoken of somewhere, such as in checks, so that {@code
   * GENESIS_SERVICE_NODE_EXPORTER_URL} is known to be that of {@code node-exporter}.
   */
  public SettingsLoader serviceNames(Set<String> names) {
    serviceNames.addAll(names);
    return this;
  }

  /**
   * The settings in force.
   *
   * @throws SettingsException if anything that was said cannot be
   */
  public Loaded load() {
    List<String> warnings = new ArrayList<>();
    LayerValues optionLayer = options();
    LayerValues propertyLayer = named(properties, Layer.PROPERTY, "system property ");
    LayerValues junitLayer =
        named(junitParameters, Layer.JUNIT_PARAMETER, "JUnit configuration parameter ");
    YamlFile file = file(List.of(optionLayer, propertyLayer, junitLayer));

    Set<String> names = new TreeSet<>(serviceNames);
    for (Map<String, Value> layer :
        List.of(optionLayer.values(), propertyLayer.values(), junitLayer.values())) {
      layer.keySet().forEach(key -> ServiceSettings.nameIn(key).ifPresent(names::add));
    }
    file.keys().forEach(key -> ServiceSettings.nameIn(key).ifPresent(names::add));
    EnvironmentVariables variables = new EnvironmentVariables(names);
    LayerValues environmentLayer = variables.layer(environment, warnings);

    Map<String, Value> merged = new LinkedHashMap<>();
    List<LayerValues> strongest =
        List.of(optionLayer, environmentLayer, propertyLayer, junitLayer, file.base());
    strongest.forEach(layer -> layer.values().forEach(merged::putIfAbsent));
    Value chosen = merged.get(GenesisSettings.ENVIRONMENT.key());
    if (chosen != null) {
      file.environment(chosen)
          .values()
          .forEach(
              (key, value) -> {
                Value present = merged.get(key);
                if (present == null || present.origin().layer() == Layer.FILE) {
                  merged.put(key, value);
                }
              });
    }
    Settings settings = new Settings(merged);
    SettingsRules.verify(settings, warnings);
    Secrets.ofProcess().addAll(settings);
    return new Loaded(settings, warnings);
  }

  /**
   * In a child: what its parent decided, and the secrets again from the environment that the parent
   * handed on.
   */
  public static Settings rejoin(Map<String, Value> shareable, Map<String, String> environment) {
    Map<String, Value> merged = new LinkedHashMap<>(shareable);
    Set<String> names = new TreeSet<>();
    shareable.keySet().forEach(key -> ServiceSettings.nameIn(key).ifPresent(names::add));
    new EnvironmentVariables(names)
        .layer(environment, new ArrayList<>())
        .values()
        .forEach(
            (key, value) -> {
              if (SecretKeys.isSecret(key, value.text())) {
                merged.putIfAbsent(key, value);
              }
            });
    Settings settings = new Settings(merged);
    Secrets.ofProcess().addAll(settings);
    return settings;
  }

  /** The whole key of an option such as {@code --service-node-exporter-url}; null if none is. */
  public static @Nullable String keyOfOption(String option) {
    return Keys.ofOption(option);
  }

  private LayerValues options() {
    Map<String, Value> values = new LinkedHashMap<>();
    options.forEach(
        (name, value) -> {
          String key = name.startsWith("--") ? Keys.ofOption(name) : name;
          if (key == null) {
            throw new SettingsException(
                name + " is no option for a setting; " + Keys.hintForOption(name));
          }
          put(values, key, value.text(), value.origin());
        });
    return new LayerValues(values);
  }

  private static LayerValues named(Map<String, String> texts, Layer layer, String what) {
    Map<String, Value> values = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          if (name.startsWith(Settings.PREFIX)) {
            put(values, name, text, new Origin(layer, what + name));
          }
        });
    return new LayerValues(values);
  }

  static void put(Map<String, Value> values, String key, String text, Origin origin) {
    if (!Keys.isKnown(key)) {
      throw new SettingsException(
          "%s is no setting (from %s); %s".formatted(key, origin.place(), Keys.hint(key)));
    }
    if (text.isBlank()) {
      throw new SettingsException(
          "%s is empty (from %s); give it a value or take it out".formatted(key, origin.place()));
    }
    SecretKeys.refuseInline(key, text, origin);
    // a list keeps its lines, which part its items
    boolean list = Keys.typeOf(key).filter(SettingType.LIST::equals).isPresent();
    values.put(key, new Value(list ? text : text.strip(), origin));
  }

  private YamlFile file(List<LayerValues> layers) {
    if (config != null) {
      return YamlFile.read(config, config.toString(), "--config");
    }
    String key = GenesisSettings.CONFIG.key();
    String variable = environment.get(GenesisSettings.CONFIG.environmentVariable());
    Value named = layers.get(0).values().get(key);
    if (named == null && variable != null && !variable.isBlank()) {
      named =
          new Value(
              variable,
              new Origin(Layer.ENVIRONMENT, GenesisSettings.CONFIG.environmentVariable()));
    }
    for (LayerValues layer : layers) {
      named = named == null ? layer.values().get(key) : named;
    }
    if (named != null) {
      try {
        return YamlFile.read(
            workingFolder.resolve(named.text()), named.text(), named.origin().place());
      } catch (InvalidPathException e) {
        throw new SettingsException(
            "%s is no file name (from %s); write a path".formatted(key, named.origin().place()));
      }
    }
    Path file = workingFolder.resolve(DEFAULT_FILE);
    return Files.exists(file)
        ? YamlFile.read(file, DEFAULT_FILE, "the working folder")
        : YamlFile.none();
  }
}
