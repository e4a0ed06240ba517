package dev.genesis.harness.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** Time since boot, which nobody sets and which counts while the machine sleeps. */
final class SinceBoot implements Supplier<Duration> {
  private final Path uptime;

  SinceBoot() {
    this(Path.of("/proc/uptime"));
  }

  SinceBoot(Path uptime) {
    this.uptime = uptime;
  }

  /** From the kernel; where it does not say, from the JVM, which may miss sleep. */
  @Override
  public Duration get() {
    try {
      String seconds = Files.readString(uptime).split(" ", 2)[0];
      return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
    } catch (IOException | NumberFormatException e) {
      return Duration.ofNanos(System.nanoTime());
    }
  }
}
