package dev.genesis.harness.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routing tree of an {@code alertmanager.yml}: which receivers an alert reaches. */
public final class Routing {
  private static final Pattern MATCHER =
      Pattern.compile(
          "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"?((?:\\\\.|[^\"])*)\"?\\s*");

  private final YamlNode root;
  private final Map<String, Integer> integrations = new LinkedHashMap<>();

  public Routing(YamlNode config) {
    this.root = config.get("route");
    for (YamlNode receiver : config.get("receivers").items()) {
      int count = 0;
      for (Map.Entry<String, YamlNode> entry : receiver.entries().entrySet()) {
        count += entry.getKey().endsWith("_configs") ? entry.getValue().items().size() : 0;
      }
      integrations.put(receiver.get("name").text(), count);
    }
  }

  /** The receivers that there are, in order. */
  public Set<String> receivers() {
    return integrations.keySet();
  }

  /** Whether a receiver of that name sends anything to anybody. */
  public boolean sends(String receiver) {
    return integrations.getOrDefault(receiver, 0) > 0;
  }

  /** The receivers of an alert with these labels, in order. */
  public List<String> of(Map<String, String> labels) {
    Set<String> reached = new LinkedHashSet<>();
    walk(root, labels, root.get("receiver").text(), reached);
    return new ArrayList<>(reached);
  }

  private static boolean walk(
      YamlNode route, Map<String, String> labels, String inherited, Set<String> reached) {
    if (!matches(route, labels)) {
      return false;
    }
    String receiver = route.get("receiver").present() ? route.get("receiver").text() : inherited;
    boolean below = false;
    for (YamlNode child : route.get("routes").items()) {
      boolean taken = walk(child, labels, receiver, reached);
      below |= taken;
      if (taken && !child.get("continue").text().equals("true")) {
        break;
      }
    }
    if (!below) {
      reached.add(receiver);
    }
    return true;
  }

  private static boolean matches(YamlNode route, Map<String, String> labels) {
    for (YamlNode matcher : route.get("matchers").items()) {
      Matcher parts = MATCHER.matcher(matcher.text());
      if (parts.matches()
          && !matches(labels.getOrDefault(parts.group(1), ""), parts.group(2), parts.group(3))) {
        return false;
      }
    }
    for (Map.Entry<String, String> match : route.get("match").texts().entrySet()) {
      if (!labels.getOrDefault(match.getKey(), "").equals(match.getValue())) {
        return false;
      }
    }
    for (Map.Entry<String, String> match : route.get("match_re").texts().entrySet()) {
      if (!labels.getOrDefault(match.getKey(), "").matches(match.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String value, String operator, String wanted) {
    return switch (operator) {
      case "=" -> value.equals(wanted);
      case "!=" -> !value.equals(wanted);
      case "=~" -> value.matches(wanted);
      default -> !value.matches(wanted);
    };
  }
}
