package dev.genesis.harness.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of metrics in the Prometheus text exposition format 0.0.4, as {@code /metrics} answers it.
 * Reading is strict: what Prometheus would refuse, or take for something else than was meant, is an
 * {@link AssertionError} that shows the line. An empty page is one too: "no data" is never good.
 */
public final class Exposition {
  /** One sample; {@code value} may be NaN or infinite. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /**
   * The samples of one metric.
   *
   * @param type {@code counter}, {@code gauge}, {@code histogram}, {@code summary} or {@code
   *     untyped}
   */
  public record Family(String name, String type, List<Sample> samples) {
    /** The upper bounds of a histogram's buckets, {@code +Inf} included, over all its series. */
    public List<Double> bounds() {
      return samples.stream()
          .filter(sample -> sample.name().equals(name + "_bucket"))
          .map(sample -> number(String.valueOf(sample.labels().get("le"))))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private final Map<String, Family> families;
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

  Exposition(Map<String, Family> families) {
    this.families = Collections.unmodifiableMap(families);
    for (Family family : families.values()) {
      for (Sample sample : family.samples()) {
        samples.computeIfAbsent(sample.name(), name -> new ArrayList<>()).add(sample);
      }
    }
  }

  /**
   * Reads a page.
   *
   * @throws AssertionError if it is empty or not well formed
   */
  public static Exposition parse(String text) {
    return new ExpositionReader().read(text);
  }

  /**
   * Reads the page that was answered, which must be 200 and announced as text exposition: what is
   * announced as something else is another page, however it looks.
   *
   * @throws AssertionError if it is not, is empty or not well formed
   */
  public static Exposition of(HttpAnswer answer) {
    answer.expectStatus(200);
    String type = answer.header("content-type").orElse("none");
    if (!type.startsWith("text/plain") && !type.startsWith("application/openmetrics-text")) {
      throw new AssertionError(
          "the page of metrics is announced as " + type + " and not as text/plain");
    }
    return parse(answer.body());
  }

  public Collection<Family> families() {
    return families.values();
  }

  /** The metric of that name, if the page has it. */
  public Optional<Family> family(String name) {
    return Optional.ofNullable(families.get(name));
  }

  /**
   * Every sample of that name ({@code x_count} for a histogram's count).
   *
   * @throws AssertionError if there is none
   */
  public List<Sample> samples(String name) {
    List<Sample> found = samples.get(name);
    if (found == null) {
      throw new AssertionError("the page of metrics has no sample of " + name);
    }
    return Collections.unmodifiableList(found);
  }

  /**
   * The value of the only sample of that name.
   *
   * @throws AssertionError if there is none, or several, or it is NaN
   */
  public double value(String name) {
    List<Sample> found = samples(name);
    if (found.size() != 1) {
      throw new AssertionError(
          "the page of metrics has %d samples of %s, not one".formatted(found.size(), name));
    }
    if (Double.isNaN(found.get(0).value())) {
      throw new AssertionError(name + " is NaN");
    }
    return found.get(0).value();
  }

  /**
   * The sum of every sample of that name.
   *
   * @throws AssertionError if there is none, or one is NaN
   */
  public double sum(String name) {
    double sum = samples(name).stream().mapToDouble(Sample::value).sum();
    if (Double.isNaN(sum)) {
      throw new AssertionError(name + " is NaN");
    }
    return sum;
  }

  /** A number as the format writes it. */
  static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
