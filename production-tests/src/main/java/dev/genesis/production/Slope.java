package dev.genesis.production;

import dev.genesis.harness.service.PromQl.Point;
import java.util.Arrays;
import java.util.List;

/** The slope of a series of points. */
final class Slope {
  private Slope() {}

  /**
   * How much the values rise in a second, if they rise steadily: the smaller of the slopes of the
   * whole and of the later half. A step, such as a cache that filled up once, leaves the later half
   * flat and is no trend.
   */
  static double steady(List<Point> points) {
    return Math.min(median(points), median(points.subList(points.size() / 2, points.size())));
  }

  /**
   * The median of the slopes between all pairs of points (Theil and Sen), which a few stray points
   * do not move; 0 where there are no two points of different times.
   */
  static double median(List<Point> points) {
    double[] slopes = new double[points.size() * (points.size() - 1) / 2];
    int count = 0;
    for (int i = 0; i < points.size(); i++) {
      for (int j = i + 1; j < points.size(); j++) {
        double seconds =
            (points.get(j).at().toEpochMilli() - points.get(i).at().toEpochMilli()) / 1000.0;
        if (seconds > 0) {
          slopes[count++] = (points.get(j).value() - points.get(i).value()) / seconds;
        }
      }
    }
    if (count == 0) {
      return 0;
    }
    double[] sorted = Arrays.copyOf(slopes, count);
    Arrays.sort(sorted);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
  }
}
