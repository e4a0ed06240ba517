package dev.genesis.harness.run;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Request latencies that can be added up over checks, processes, shards and runs without losing
 * anything: an HdrHistogram of microseconds with four significant digits, so a percentile is that
 * of the recorded values to within 0.01 %, up to one hour.
 */
public final class LatencyHistogram {
  private static final int SIGNIFICANT_DIGITS = 4;
  private static final long HIGHEST_MICROS = Duration.ofHours(1).toNanos() / 1_000;

  private final Histogram micros;

  private LatencyHistogram(Histogram micros) {
    this.micros = micros;
  }

  /** An empty one. */
  public static LatencyHistogram empty() {
    Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    histogram.setAutoResize(true);
    return new LatencyHistogram(histogram);
  }

  /** A new histogram of everything in these. */
  public static LatencyHistogram sum(Collection<LatencyHistogram> parts) {
    LatencyHistogram sum = empty();
    parts.forEach(part -> sum.micros.add(part.micros));
    return sum;
  }

  /** Records one latency; what is over an hour counts as an hour. */
  public void record(Duration latency) {
    long value = Math.max(0, Math.round(latency.toNanos() / 1_000.0));
    micros.recordValue(Math.min(HIGHEST_MICROS, value));
  }

  public long count() {
    return micros.getTotalCount();
  }

  /** The smallest value that at least this share (0 to 1) of all values do not exceed. */
  public Duration quantile(double share) {
    return micros(count() == 0 ? 0 : micros.getValueAtPercentile(share * 100));
  }

  public Duration max() {
    return micros(count() == 0 ? 0 : micros.getMaxValue());
  }

  public Duration mean() {
    return micros(count() == 0 ? 0 : Math.round(micros.getMean()));
  }

  /** The sum of all values, in seconds. */
  public double sumSeconds() {
    return count() == 0 ? 0 : micros.getMean() * count() / 1e6;
  }

  /** How many values are at most this long. */
  public long countAtMost(Duration bound) {
    return count() == 0 ? 0 : micros.getCountBetweenValues(0, bound.toNanos() / 1_000);
  }

  /** The whole histogram as text, for a file or a database. */
  public String encode() {
    ByteBuffer buffer = ByteBuffer.allocate(micros.getNeededByteBufferCapacity());
    int length = micros.encodeIntoCompressedByteBuffer(buffer);
    byte[] bytes = new byte[length];
    buffer.rewind();
    buffer.get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * What {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is nothing of the kind
   */
  public static LatencyHistogram decode(String text) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      Histogram histogram = Histogram.decodeFromCompressedByteBuffer(buffer, 0);
      histogram.setAutoResize(true);
      return new LatencyHistogram(histogram);
    } catch (DataFormatException | RuntimeException e) {
      throw new IllegalArgumentException("not an encoded latency histogram", e);
    }
  }

  private static Duration micros(long value) {
    return Duration.ofNanos(value * 1_000);
  }
}
