package dev.genesis.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressedTimeTest {
  private final CompressedTime fast = CompressedTime.fast();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rate(x[5m]); rate(x[10s])",
        "rate(x[1h]); rate(x[20s])",
        "increase(x{le=\"0.2\"}[1d]); increase(x{le=\"0.2\"}[480s])",
        "max_over_time(rate(x[5m])[1h:15s]); max_over_time(rate(x[10s])[20s:1s])",
        "rate(x[5m] offset 2h); rate(x[10s] offset 40s)",
        "x{job=~\"[a-z]+5m\"} > 300; x{job=~\"[a-z]+5m\"} > 300",
        "time() - t > 25200; time() - t > 70",
        "time() - t > 7 * 3600; time() - t > 70",
        "time() - t >= 60; time() - t >= 10",
        "time() - t < 900 and x > 100; time() - t < 10 and x > 100",
        "a > 1000 unless time() - t > 86400; a > 1000 unless time() - t > 240",
        "rate(x_rate5m[1m30s]); rate(x_rate5m[10s])"
      })
  void expression_hasItsWindowsAndAgesShortened_andNothingElse(String before, String after) {
    assertThat(fast.expression(before)).isEqualTo(after);
  }

  @Test
  void realTime_changesNothing() {
    String expression = "rate(x[5m]) > 0.001 and time() - t > 25200";

    assertThat(CompressedTime.none().expression(expression)).isEqualTo(expression);
    assertThat(CompressedTime.none().hold("5m")).isEqualTo("300s");
  }

  @Test
  void scrapingFaster_allowsShorterWindows() {
    CompressedTime faster = fast.scrapingEvery(Duration.ofMillis(200));

    assertThat(faster.interval("15s")).isEqualTo("200ms");
    assertThat(faster.expression("rate(x[5m])")).isEqualTo("rate(x[2s])");
    assertThat(faster.hold("10s")).isEqualTo("167ms");
  }
}
