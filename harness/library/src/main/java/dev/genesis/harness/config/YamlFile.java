package dev.genesis.harness.config;

import dev.genesis.harness.config.Origin.Layer;
import dev.genesis.harness.config.Settings.Value;
import dev.genesis.harness.config.SettingsLoader.LayerValues;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A {@code genesis.yaml}: keys nested or dotted, and named environments that override them. It is
 * read as a tree of nodes, not as objects, so that every value is the text that was written (a
 * version {@code 1.10} stays that) and knows its line.
 */
final class YamlFile {
  private static final String ENVIRONMENTS = "environments";
  private static final int DEEPEST = 12;

  private final String name;
  private final LayerValues base;
  private final Map<String, LayerValues> environments;

  private YamlFile(String name, LayerValues base, Map<String, LayerValues> environments) {
    this.name = name;
    this.base = base;
    this.environments = environments;
  }

  static YamlFile none() {
    return new YamlFile("", new LayerValues(Map.of()), Map.of());
  }

  /**
   * Reads a file.
   *
   * @param name as the user wrote it
   * @param place where it was named
   */
  static YamlFile read(Path file, String name, String place) {
    String text = text(file, name, place);
    Optional<Node> root;
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(name).build();
      root = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      // the exception's own message quotes the line, which may hold anything
      throw new SettingsException(
          "%s: this is no YAML (%s)"
              .formatted(name + e.getProblemMark().map(YamlFile::line).orElse(""), e.getProblem()));
    } catch (YamlEngineException e) {
      throw new SettingsException("%s: this is no YAML that could be read".formatted(name));
    }
    LinkedHashMap<String, Value> base = new LinkedHashMap<>();
    TreeMap<String, LayerValues> environments = new TreeMap<>();
    YamlFile yaml = new YamlFile(name, new LayerValues(base), environments);
    root.ifPresent(node -> yaml.readRoot(node, base, environments));
    return yaml;
  }

  LayerValues base() {
    return base;
  }

  /** Every key that is said anywhere in it. */
  Set<String> keys() {
    Set<String> keys = new TreeSet<>(base.values().keySet());
    environments.values().forEach(layer -> keys.addAll(layer.values().keySet()));
    return keys;
  }

  /** What it says for the environment that was chosen. */
  LayerValues environment(Value chosen) {
    LayerValues layer = environments.get(chosen.text());
    if (layer == null && !environments.isEmpty()) {
      throw new SettingsException(
          "%s: '%s' is none of the environments of %s (from %s); write one of %s"
              .formatted(
                  GenesisSettings.ENVIRONMENT.key(),
                  chosen.text(),
                  name,
                  chosen.origin().place(),
                  String.join(", ", environments.keySet())));
    }
    return layer == null ? new LayerValues(Map.of()) : layer;
  }

  private static String text(Path file, String name, String place) {
    if (Files.isDirectory(file)) {
      throw new SettingsException(
          "%s is a folder (from %s); name the file in it".formatted(name, place));
    }
    if (!Files.exists(file)) {
      throw new SettingsException(
          "%s does not exist (from %s); write a file that does".formatted(name, place));
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new SettingsException("%s is no UTF-8 text; save it as UTF-8".formatted(name));
    } catch (IOException e) {
      throw new SettingsException(
          "%s cannot be read (from %s); check who may read it".formatted(name, place));
    }
  }

  private void readRoot(
      Node root, Map<String, Value> values, Map<String, LayerValues> environmentValues) {
    for (NodeTuple entry : mapping(root, "the file").getValue()) {
      String key = key(entry);
      if (key.equals(ENVIRONMENTS) || key.equals(Settings.PREFIX + ENVIRONMENTS)) {
        for (NodeTuple one : mapping(entry.getValueNode(), ENVIRONMENTS).getValue()) {
          String environment = key(one);
          LinkedHashMap<String, Value> own = new LinkedHashMap<>();
          if (!isEmpty(one.getValueNode())) {
            flatten(
                "",
                mapping(one.getValueNode(), environment),
                own,
                ", environment " + environment,
                0);
          }
          if (own.containsKey(GenesisSettings.ENVIRONMENT.key())) {
            throw new SettingsException(
                "%s: an environment cannot choose the environment; take %s out of it"
                    .formatted(place(one.getKeyNode()), GenesisSettings.ENVIRONMENT.key()));
          }
          if (environmentValues.put(environment, new LayerValues(own)) != null) {
            throw duplicate("environment " + environment, one.getKeyNode());
          }
        }
      } else {
        flattenEntry("", entry, values, "", 0);
      }
    }
  }

  private void flatten(
      String prefix, MappingNode node, Map<String, Value> values, String where, int depth) {
    if (depth > DEEPEST) {
      throw new SettingsException(
          "%s: this is nested deeper than any setting".formatted(place(node)));
    }
    for (NodeTuple entry : node.getValue()) {
      flattenEntry(prefix, entry, values, where, depth);
    }
  }

  private void flattenEntry(
      String prefix, NodeTuple entry, Map<String, Value> values, String where, int depth) {
    String key = prefix + key(entry);
    Node node = entry.getValueNode();
    if (node instanceof MappingNode mapping && !isHeaders(key)) {
      if (mapping.getValue().isEmpty()) {
        throw new SettingsException(
            "%s is empty (from %s); give it a value or take it out"
                .formatted(key, place(node) + where));
      }
      flatten(key + ".", mapping, values, where, depth + 1);
      return;
    }
    if (values.containsKey(key)) {
      throw duplicate(key, entry.getKeyNode());
    }
    Origin origin = new Origin(Layer.FILE, place(entry.getKeyNode()) + where);
    SettingsLoader.put(values, key, scalar(key, node, origin), origin);
    if (key.equals(GenesisSettings.CONFIG.key())) {
      throw new SettingsException(
          "%s cannot be said in the file itself (from %s); take it out"
              .formatted(key, origin.place()));
    }
  }

  private static boolean isHeaders(String key) {
    return key.startsWith(Keys.SERVICE) && key.endsWith(".headers");
  }

  private String scalar(String key, Node node, Origin origin) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    List<String> parts = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        parts.add(plain(key, item, origin));
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        parts.add(key(entry) + ": " + plain(key, entry.getValueNode(), origin));
      }
    }
    // the list type takes lines, so that a comma within an item does not part it
    return parts.size() == 1 ? parts.get(0) + "\n" : String.join("\n", parts);
  }

  private static String plain(String key, Node node, Origin origin) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw new SettingsException(
        "%s: its items must be plain values (from %s); write - VALUE for each"
            .formatted(key, origin.place()));
  }

  private MappingNode mapping(Node node, String what) {
    if (node instanceof MappingNode mapping) {
      return mapping;
    }
    throw new SettingsException(
        "%s: %s must hold keys; write KEY: VALUE".formatted(place(node), what));
  }

  private static boolean isEmpty(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
  }

  private String key(NodeTuple entry) {
    if (entry.getKeyNode() instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    throw new SettingsException(
        "%s: a key must be a plain name; write KEY: VALUE".formatted(place(entry.getKeyNode())));
  }

  private SettingsException duplicate(String key, Node node) {
    return new SettingsException(
        "%s is said twice (again in %s); keep one of them".formatted(key, place(node)));
  }

  private String place(Node node) {
    return name + node.getStartMark().map(YamlFile::line).orElse("");
  }

  private static String line(Mark mark) {
    return ":" + (mark.getLine() + 1);
  }
}
