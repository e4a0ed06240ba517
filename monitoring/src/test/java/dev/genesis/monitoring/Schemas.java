package dev.genesis.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.genesis.harness.monitor.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published schemas that {@code schemas/make.sh} made, and files as they read them. */
final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Schemas() {}

  /** What is wrong with a file's content, as the schema's definition of that name sees it. */
  static List<String> problems(String schema, String definition, JsonNode content)
      throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            Schemas.class.getResourceAsStream("/schemas/" + schema + ".schema.json"))) {
      ObjectNode root = (ObjectNode) JSON.readTree(in);
      if (!definition.isEmpty()) {
        root.put("$ref", "#/definitions/" + definition);
      }
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
          .getSchema(root)
          .validate(content)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  /** A piece of YAML as JSON, with {@code <<} merged as compose merges it. */
  static JsonNode json(YamlNode node) {
    if (!node.entries().isEmpty()) {
      ObjectNode object = JSON.createObjectNode();
      YamlNode merged = node.get("<<");
      if (merged.present()) {
        object.setAll((ObjectNode) json(merged));
      }
      for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
        if (!entry.getKey().equals("<<")) {
          object.set(entry.getKey(), json(entry.getValue()));
        }
      }
      return object;
    }
    if (!node.items().isEmpty()) {
      var array = JSON.createArrayNode();
      node.items().forEach(item -> array.add(json(item)));
      return array;
    }
    return scalar(node);
  }

  private static JsonNode scalar(YamlNode node) {
    String text = node.text();
    if (!node.plain()) {
      return JSON.getNodeFactory().textNode(text);
    }
    if (text.isEmpty() || text.equals("null") || text.equals("~")) {
      return JSON.getNodeFactory().nullNode();
    }
    if (text.equals("true") || text.equals("false")) {
      return JSON.getNodeFactory().booleanNode(text.equals("true"));
    }
    if (text.matches("-?\\d+")) {
      return JSON.getNodeFactory().numberNode(Long.parseLong(text));
    }
    return JSON.getNodeFactory().textNode(text);
  }
}
