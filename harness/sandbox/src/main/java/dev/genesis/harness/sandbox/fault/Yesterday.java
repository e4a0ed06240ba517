package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes an answer one of yesterday. What counts as a time is moved back by a day:
 *
 * <ul>
 *   <li>the {@code Date} and {@code Last-Modified} headers;
 *   <li>in JSON, a string that is an RFC 3339 time, and a number (or a string that is a number, as
 *       the Prometheus API writes values) that would be a moment of the year before or the day
 *       after now, in seconds or in milliseconds;
 *   <li>in the text exposition format, the value of a sample that would be such a moment, and a
 *       sample's own timestamp.
 * </ul>
 *
 * Everything else stays as it was.
 */
final class Yesterday {
  static final Duration AGE = Duration.ofDays(1);

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Pattern RFC_3339 =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d:\\d\\d.*");
  private static final Pattern DECIMAL =
      Pattern.compile("\\d{10,13}(\\.\\d+)?([eE][+]?\\d+)?|\\d\\.\\d+[eE][+]?\\d+");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

  private final Instant now;

  Yesterday(Instant now) {
    this.now = now;
  }

  ProxiedAnswer of(ProxiedAnswer answer) {
    String type =
        Headers.first(answer.headers(), "content-type").orElse("").toLowerCase(Locale.ROOT);
    String body = new String(answer.body(), UTF_8);
    if (type.contains("json")) {
      body = json(body);
    } else if (type.startsWith("text/plain") || type.contains("openmetrics")) {
      body = exposition(body);
    }
    ProxiedAnswer old = answer.withBody(body.getBytes(UTF_8));
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(now.minus(AGE).atOffset(ZoneOffset.UTC));
    old = old.withHeader("Date", date);
    if (Headers.first(answer.headers(), "last-modified").isPresent()) {
      old = old.withHeader("Last-Modified", date);
    }
    return old.withHeader("Age", String.valueOf(AGE.toSeconds()));
  }

  private String json(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      return tree == null || tree.isMissingNode() ? text : JSON.writeValueAsString(shifted(tree));
    } catch (JsonProcessingException e) {
      return text; // announced as JSON and none: there is nothing in it to move
    }
  }

  private JsonNode shifted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(e -> copy.set(e.getKey(), shifted(e.getValue())));
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> copy.add(shifted(element)));
      return copy;
    }
    if (node.isNumber()) {
      BigDecimal moved = moved(node.decimalValue());
      return node.isIntegralNumber()
          ? LongNode.valueOf(moved.longValue())
          : DecimalNode.valueOf(moved);
    }
    return node.isTextual() ? TextNode.valueOf(text(node.textValue())) : node;
  }

  private String text(String value) {
    if (RFC_3339.matcher(value).matches()) {
      try {
        OffsetDateTime time = OffsetDateTime.parse(value.replace(' ', 'T'));
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.minus(AGE));
      } catch (DateTimeException e) {
        return value; // looks like a time and is none
      }
    }
    return number(value);
  }

  private String exposition(String text) {
    StringBuilder moved = new StringBuilder(text.length());
    for (String line : text.split("(?<=\n)", -1)) {
      moved.append(line.startsWith("#") ? line : sample(line));
    }
    return moved.toString();
  }

  private String sample(String line) {
    int labelsEnd = Math.max(line.lastIndexOf('}'), line.indexOf(' '));
    if (labelsEnd < 0) {
      return line;
    }
    StringBuilder moved = new StringBuilder(line.substring(0, labelsEnd));
    for (String word : line.substring(labelsEnd).split("(?<=\\s)|(?=\\s)", -1)) {
      moved.append(number(word));
    }
    return moved.toString();
  }

  private String number(String word) {
    if (!DECIMAL.matcher(word).matches()) {
      return word;
    }
    BigDecimal value = new BigDecimal(word);
    BigDecimal moved = moved(value);
    return moved.compareTo(value) == 0 ? word : moved.toPlainString();
  }

  private BigDecimal moved(BigDecimal value) {
    BigDecimal day = BigDecimal.valueOf(AGE.toSeconds());
    if (isMoment(value)) {
      return value.subtract(day);
    }
    return isMoment(value.divide(THOUSAND)) ? value.subtract(day.multiply(THOUSAND)) : value;
  }

  private boolean isMoment(BigDecimal seconds) {
    BigDecimal from = BigDecimal.valueOf(now.minus(Duration.ofDays(366)).getEpochSecond());
    BigDecimal to = BigDecimal.valueOf(now.plus(AGE).getEpochSecond());
    return seconds.compareTo(from) > 0 && seconds.compareTo(to) < 0;
  }
}
