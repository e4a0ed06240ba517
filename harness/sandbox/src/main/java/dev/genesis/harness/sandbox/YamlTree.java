package dev.genesis.harness.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** A YAML document as maps, lists and scalars, of which a changed copy can be made. */
final class YamlTree {
  private YamlTree() {}

  /** Says what becomes of one entry of a map. */
  @FunctionalInterface
  interface Change {
    /**
     * What becomes of one entry.
     *
     * @param path the keys above, such as {@code groups/rules}; lists add nothing to it
     * @return the new value; the given one where nothing changes
     */
    @Nullable Object of(String path, String key, @Nullable Object value);
  }

  static Map<String, Object> read(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return map(tree);
  }

  static String write(Object tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            // quoted, nothing can be taken for another type by a reader of YAML 1.1
            .setDefaultScalarStyle(ScalarStyle.PLAIN)
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(tree);
  }

  /** A copy in which every entry is what the change makes of it, outer ones first. */
  static Map<String, Object> changed(Map<String, Object> tree, Change change) {
    return changed("", tree, change);
  }

  private static Map<String, Object> changed(String path, Map<String, Object> tree, Change change) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach(
        (key, value) -> {
          Object changed = below(path + "/" + key, change.of(path, key, value), change);
          if (changed != null) {
            copy.put(key, changed);
          }
        });
    return copy;
  }

  private static @Nullable Object below(String path, @Nullable Object value, Change change) {
    if (value instanceof Map<?, ?>) {
      return changed(path, map(value), change);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(below(path, item, change)));
      return copy;
    }
    return value;
  }

  /** A node that has to be a map; a node that is not there is an empty one. */
  @SuppressWarnings("unchecked") // what is loaded from YAML has strings as keys here
  static Map<String, Object> map(@Nullable Object node) {
    return node instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
  }

  /** A node that has to be a list of maps. */
  static List<Map<String, Object>> maps(@Nullable Object node) {
    List<Map<String, Object>> maps = new ArrayList<>();
    if (node instanceof List<?> list) {
      list.forEach(item -> maps.add(map(item)));
    }
    return maps;
  }
}
