package dev.genesis.harness.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A client of the Prometheus HTTP API for checks. "No data" is an error that shows the query, never
 * 0: every method that returns values throws an {@link AssertionError} when there are none, but for
 * {@link #maybe}. Where a query says {@code $environment}, the run's {@code genesis.environment} is
 * put: one Prometheus may watch several, and what is wrong with one is not wrong with the other.
 */
public interface PromQl {
  /** One value of one series at one time; {@code value} may be NaN or infinite. */
  record Sample(Map<String, String> labels, Instant at, double value) {}

  /** One series over a time. */
  record Series(Map<String, String> labels, List<Point> points) {}

  /** One point of a series. */
  record Point(Instant at, double value) {}

  /** A scrape target; {@code health} is {@code up}, {@code down} or {@code unknown}. */
  record Target(String job, Map<String, String> labels, String health, String lastError) {}

  /** A rule as loaded; {@code type} is {@code alerting} or {@code recording}. */
  record Rule(String group, String name, String type, String health, String lastError) {}

  /** An active alert; {@code state} is {@code pending} or {@code firing}. */
  record Alert(
      Map<String, String> labels,
      Map<String, String> annotations,
      String state,
      Instant activeAt,
      double value) {}

  /** The value of a query that gives one series (or a scalar); none, several or NaN is an error. */
  double value(String query);

  /** All series of an instant query; none is an error. */
  List<Sample> samples(String query);

  /** All series of an instant query, possibly none: for queries where none is a good answer. */
  List<Sample> maybe(String query);

  /** All series of a range query that ends now; none is an error. */
  List<Series> range(String query, Duration window, Duration step);

  List<Target> targets();

  List<Rule> rules();

  List<Alert> alerts();

  /**
   * The same client, whose queries are asked again until they have data, this long at most and
   * never beyond the check's own time.
   */
  PromQl eventually(Duration within);
}
