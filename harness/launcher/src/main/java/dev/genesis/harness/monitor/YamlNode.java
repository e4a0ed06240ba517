package dev.genesis.harness.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A piece of a YAML file that knows the line it stands on (from 1). Scalars are text as written; a
 * piece that is not there is {@link #absent()}, so that a reader can ask on without a check at each
 * step.
 */
public final class YamlNode {
  private static final YamlNode ABSENT = new YamlNode(0, null, false, Map.of(), List.of());

  private final int line;
  private final @Nullable String text;
  private final boolean plain;
  private final Map<String, YamlNode> entries;
  private final List<YamlNode> items;

  private YamlNode(
      int line,
      @Nullable String text,
      boolean plain,
      Map<String, YamlNode> entries,
      List<YamlNode> items) {
    this.line = line;
    this.text = text;
    this.plain = plain;
    this.entries = entries;
    this.items = items;
  }

  /**
   * Reads a file; a file that is not YAML is a {@link MonitoringFileException} that names the line.
   */
  public static YamlNode read(Path file) {
    try {
      return parse(Files.readString(file), file);
    } catch (IOException e) {
      throw new MonitoringFileException(
          new Finding(file, 0, "cannot be read: " + e.getMessage(), "check its name and rights"));
    }
  }

  /** Parses text that is said to come from that file. */
  public static YamlNode parse(String text, Path file) {
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeString(text);
      return root.map(YamlNode::of).orElse(ABSENT);
    } catch (YamlEngineException e) {
      throw new MonitoringFileException(
          new Finding(file, lineOf(e), "is not YAML: " + firstLine(e), "correct the syntax"));
    }
  }

  private static int lineOf(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblemMark().map(m -> m.getLine() + 1).orElse(0)
        : 0;
  }

  private static String firstLine(YamlEngineException e) {
    return e instanceof MarkedYamlEngineException marked
        ? marked.getProblem()
        : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static YamlNode of(Node node) {
    int line = node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
    if (node instanceof MappingNode mapping) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        YamlNode value = of(tuple.getValueNode());
        entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), value);
      }
      return new YamlNode(line, null, false, entries, List.of());
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = new ArrayList<>();
      sequence.getValue().forEach(item -> items.add(of(item)));
      return new YamlNode(line, null, false, Map.of(), items);
    }
    ScalarNode scalar = (ScalarNode) node;
    return new YamlNode(line, scalar.getValue(), scalar.isPlain(), Map.of(), List.of());
  }

  /** What is not there. */
  public static YamlNode absent() {
    return ABSENT;
  }

  /** Whether it is there at all. */
  public boolean present() {
    return this != ABSENT;
  }

  /** The line it stands on, from 1; 0 for what is not there. */
  public int line() {
    return line;
  }

  /** The entry of that name of a mapping; else absent. */
  public YamlNode get(String key) {
    return entries.getOrDefault(key, ABSENT);
  }

  /** The entries of a mapping in their order; empty for anything else. */
  public Map<String, YamlNode> entries() {
    return entries;
  }

  /** The items of a sequence; empty for anything else. */
  public List<YamlNode> items() {
    return items;
  }

  /** The text of a scalar; empty for anything else. */
  public String text() {
    return text == null ? "" : text;
  }

  /** Whether it is a scalar without quotes, which may mean a number, a truth value or nothing. */
  public boolean plain() {
    return plain;
  }

  /** The texts of a mapping of scalars. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    entries.forEach((key, value) -> texts.put(key, value.text()));
    return texts;
  }

  /** Visits every scalar below it with the name of the entry that it is the value of. */
  public void scalars(BiConsumer<String, YamlNode> visitor) {
    scalars("", visitor);
  }

  private void scalars(String key, BiConsumer<String, YamlNode> visitor) {
    if (text != null) {
      visitor.accept(key, this);
    }
    entries.forEach((name, value) -> value.scalars(name, visitor));
    items.forEach(value -> value.scalars(key, visitor));
  }
}
