package dev.genesis.harness.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The slope of readings over time by Theil and Sen: the median of the slopes of all pairs, so that
 * up to a quarter of the readings may be outliers without changing it much.
 *
 * @param perHour by how much the value grows in an hour
 * @param last the median of the last quarter of the readings
 */
record Trend(double perHour, double last) {
  /** Fewer readings carry no slope. */
  static final int FEWEST = 8;

  record Point(double hours, double value) {}

  static Trend of(List<Point> points) {
    if (points.size() < FEWEST) {
      throw new IllegalArgumentException("a trend needs " + FEWEST + " readings");
    }
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int j = i + 1; j < points.size(); j++) {
        double hours = points.get(j).hours() - points.get(i).hours();
        if (hours > 0) {
          slopes.add((points.get(j).value() - points.get(i).value()) / hours);
        }
      }
    }
    int quarter = Math.max(1, points.size() / 4);
    double[] end =
        points.subList(points.size() - quarter, points.size()).stream()
            .mapToDouble(Point::value)
            .toArray();
    return new Trend(
        median(slopes.stream().mapToDouble(Double::doubleValue).toArray()), median(end));
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Hours until it reaches a limit; infinite when it does not grow. */
  double hoursTo(double limit) {
    if (last >= limit) {
      return 0;
    }
    return perHour <= 0 ? Double.POSITIVE_INFINITY : (limit - last) / perHour;
  }
}
