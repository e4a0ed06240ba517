package dev.genesis.harness.publish;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
  private Figures() {}

  /** A ratio in percent, never rounded up: 0.99999 is not 100 %. */
  static String percent(double ratio) {
    BigDecimal percent =
        new BigDecimal(String.valueOf(ratio)).movePointRight(2).setScale(2, RoundingMode.FLOOR);
    return percent.stripTrailingZeros().toPlainString() + " %";
  }

  static String millis(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.1f ms", millis);
  }

  static String seconds(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
  }

  /** A number without needless zeros. */
  static String plain(double value) {
    BigDecimal rounded =
        new BigDecimal(String.valueOf(value)).setScale(4, RoundingMode.FLOOR).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
