package dev.genesis.harness.sandbox.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Header fields in their order; names in any case. */
final class Headers {
  private Headers() {}

  static Optional<String> first(List<Map.Entry<String, String>> headers, String name) {
    return headers.stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static List<Map.Entry<String, String>> without(
      List<Map.Entry<String, String>> headers, String name) {
    return headers.stream().filter(h -> !h.getKey().equalsIgnoreCase(name)).toList();
  }

  static List<Map.Entry<String, String>> with(
      List<Map.Entry<String, String>> headers, String name, String value) {
    List<Map.Entry<String, String>> changed = new ArrayList<>(without(headers, name));
    changed.add(Map.entry(name, value));
    return List.copyOf(changed);
  }
}
