package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.genesis.harness.service.PromQl.Point;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SlopeTest {
  private static final Offset<Double> CLOSE = within(1e-9);

  @Test
  void steadyRise_isItsSlope() {
    assertThat(Slope.steady(points(i -> 0.2 + 0.001 * i))).isEqualTo(0.001, CLOSE);
  }

  @Test
  void flatAndFallingValues_areNoRise() {
    assertThat(Slope.steady(points(i -> 0.4))).isEqualTo(0, CLOSE);
    assertThat(Slope.steady(points(i -> 0.9 - 0.001 * i))).isNegative();
  }

  @Test
  void oneStep_isNoTrend() {
    assertThat(Slope.steady(points(i -> i < 40 ? 0.2 : 0.6))).isEqualTo(0, CLOSE);
  }

  @Test
  void strayPoints_doNotMoveIt() {
    assertThat(Slope.steady(points(i -> i % 17 == 3 ? 0.95 : 0.2 + 0.001 * i)))
        .isEqualTo(0.001, within(0.0005));
  }

  @Test
  void tooFewPoints_haveNoSlope() {
    assertThat(Slope.steady(List.of())).isZero();
    assertThat(Slope.steady(points(i -> 1).subList(0, 1))).isZero();
  }

  private static List<Point> points(IntToDoubleFunction value) {
    return IntStream.range(0, 120)
        .mapToObj(i -> new Point(Instant.ofEpochSecond(i), value.applyAsDouble(i)))
        .toList();
  }
}
