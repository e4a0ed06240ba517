package dev.genesis.harness.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads text exposition, line by line. One use only. */
final class ExpositionReader {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*\\})?[ \\t]+(\\S+)([ \\t]+-?\\d+)?[ \\t]*");
  private static final Pattern LABEL =
      Pattern.compile(
          "[ \\t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \\t]*=[ \\t]*\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"[ \\t]*");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (\\S+)[ \\t]*");
  private static final Set<String> TYPES =
      Set.of("counter", "gauge", "histogram", "summary", "untyped");
  private static final int SHOWN = 120;

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, List<Exposition.Sample>> samples = new LinkedHashMap<>();
  private final Set<String> series = new HashSet<>();
  private int number;
  private String line = "";

  Exposition read(String text) {
    if (text.isBlank()) {
      throw new AssertionError("the page of metrics is empty");
    }
    if (!text.endsWith("\n")) {
      throw new AssertionError("the page of metrics has no line end at its end: it was cut short");
    }
    for (String next : text.split("\n", -1)) {
      number++;
      line = next;
      if (next.startsWith("# TYPE ")) {
        readType();
      } else if (!next.isBlank() && !next.startsWith("#")) {
        readSample();
      }
    }
    if (samples.isEmpty()) {
      throw new AssertionError("the page of metrics has no sample in it");
    }
    Map<String, Exposition.Family> families = new LinkedHashMap<>();
    samples.forEach(
        (name, found) -> {
          String type = types.getOrDefault(name, "untyped");
          families.put(name, new Exposition.Family(name, type, List.copyOf(found)));
        });
    return new Exposition(families);
  }

  private void readType() {
    Matcher matcher = TYPE.matcher(line);
    if (!matcher.matches() || !TYPES.contains(matcher.group(2))) {
      throw broken("names no metric with a type");
    }
    String name = matcher.group(1);
    if (samples.containsKey(name)) {
      throw broken("comes after samples of the metric");
    }
    if (types.put(name, matcher.group(2)) != null) {
      throw broken("is the second TYPE of the metric");
    }
  }

  private void readSample() {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      throw broken("is no sample");
    }
    String name = matcher.group(1);
    Map<String, String> labels = labels(matcher.group(2));
    double value;
    try {
      value = Exposition.number(matcher.group(3));
    } catch (NumberFormatException e) {
      throw broken("has no number for its value");
    }
    if (!series.add(name + labels)) {
      throw broken("is there twice");
    }
    samples
        .computeIfAbsent(familyOf(name), family -> new ArrayList<>())
        .add(new Exposition.Sample(name, labels, value));
  }

  private Map<String, String> labels(@Nullable String braced) {
    Map<String, String> labels = new TreeMap<>();
    if (braced == null) {
      return labels;
    }
    String rest = braced.substring(1, braced.length() - 1).strip();
    while (!rest.isEmpty()) {
      Matcher matcher = LABEL.matcher(rest);
      if (!matcher.lookingAt()) {
        throw broken("has a label that cannot be read");
      }
      if (labels.put(matcher.group(1), unescaped(matcher.group(2))) != null) {
        throw broken("has a label twice");
      }
      rest = rest.substring(matcher.end());
      if (rest.startsWith(",")) {
        rest = rest.substring(1).strip();
      } else if (!rest.isEmpty()) {
        throw broken("has labels without a comma between them");
      }
    }
    return labels;
  }

  /** The metric that a sample belongs to: histograms and summaries have samples with suffixes. */
  private String familyOf(String sample) {
    for (String suffix : List.of("_bucket", "_sum", "_count")) {
      if (sample.endsWith(suffix)) {
        String base = sample.substring(0, sample.length() - suffix.length());
        String type = types.getOrDefault(base, "untyped");
        if (type.equals("histogram") || (type.equals("summary") && !suffix.equals("_bucket"))) {
          return base;
        }
      }
    }
    return sample;
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
      }
      result.append(c);
    }
    return result.toString();
  }

  private AssertionError broken(String how) {
    String shown = line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    return new AssertionError(
        "line %d of the page of metrics %s: '%s'".formatted(number, how, shown));
  }
}
