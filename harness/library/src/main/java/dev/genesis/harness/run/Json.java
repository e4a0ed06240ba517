package dev.genesis.harness.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The little JSON that this package reads and writes, by jackson's streaming core alone: loading
 * its data binding would cost a process that runs checks a fifth of a second.
 */
public final class Json {
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(64 * 1024 * 1024).build())
          .build();

  private Json() {}

  /** The object that comes next. */
  static Map<String, Object> readObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no JSON object");
    }
    return object(parser);
  }

  /** The object in a text. */
  public static Map<String, Object> readObject(byte[] text, int length) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text, 0, length)) {
      return readObject(parser);
    }
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Object value = value(parser);
      if (value != null) {
        object.put(name, value);
      }
    }
    return object;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("JSON ends early");
    };
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(parser);
      if (value != null) {
        array.add(value);
      }
    }
    return array;
  }

  /** A text field, empty if there is none. */
  public static String text(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text ? text : "";
  }

  /** A text field, null if there is none. */
  static @Nullable String textOrNull(Map<String, Object> object, String name) {
    return object.get(name) instanceof String text ? text : null;
  }

  /** A whole number, this one if there is none. */
  static long number(Map<String, Object> object, String name, long fallback) {
    return object.get(name) instanceof Long number ? number : fallback;
  }

  /** A switch, false if there is none. */
  static boolean flag(Map<String, Object> object, String name) {
    return object.get(name) instanceof Boolean flag && flag;
  }

  /** A list of texts, empty if there is none. */
  public static List<String> texts(Map<String, Object> object, String name) {
    List<String> texts = new ArrayList<>();
    if (object.get(name) instanceof List<?> list) {
      list.forEach(item -> texts.add(String.valueOf(item)));
    }
    return texts;
  }

  /** An object in it, empty if there is none. */
  static Map<String, Object> object(Map<String, Object> object, String name) {
    Map<String, Object> inner = new LinkedHashMap<>();
    if (object.get(name) instanceof Map<?, ?> map) {
      map.forEach((key, value) -> inner.put(String.valueOf(key), value));
    }
    return inner;
  }

  static void texts(JsonGenerator json, String name, Iterable<?> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (Object text : texts) {
      json.writeString(text.toString());
    }
    json.writeEndArray();
  }

  static void optional(JsonGenerator json, String name, @Nullable String text) throws IOException {
    if (text != null && !text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }
}
