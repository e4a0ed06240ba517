package dev.genesis.harness.sandbox;

import dev.genesis.harness.sandbox.genesis.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An imaginary, steady machine, whose processors, memory, disk and clock the real node exporter
 * shows through its textfile collector: else the sandbox would be ill whenever the computer that it
 * runs on is busy, and no fault of a machine could be shown.
 */
final class Machine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Machine.class);
  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final int PROCESSORS = 4;
  private static final double MEMORY = 16.0 * (1L << 30);
  private static final double DISK = 100e9;

  private static final Map<String, Double> USUAL =
      Map.of("idle", 0.58, "user", 0.3, "system", 0.1, "iowait", 0.02);
  private static final Map<String, Double> BUSY =
      Map.of("idle", 0.03, "user", 0.85, "system", 0.1, "iowait", 0.02);

  private final Path file;
  private final Supplier<Set<Fault>> faults;
  private final ScheduledExecutorService clockwork =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "genesis-machine");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Double> cpuSeconds = new TreeMap<>();
  private double freeDisk = 0.55;
  private long last = System.nanoTime();

  /**
   * @param folder the textfile collector's
   */
  Machine(Path folder, Supplier<Set<Fault>> faults) throws IOException {
    this.file = Files.createDirectories(folder).resolve("machine.prom");
    this.faults = faults;
    USUAL.keySet().forEach(mode -> cpuSeconds.put(mode, 0.0));
    write();
    // tick() lets nothing through
    ScheduledFuture<?> unused =
        clockwork.scheduleAtFixedRate(
            this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    clockwork.shutdownNow();
    try {
      if (!clockwork.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("the imaginary machine does not stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      write();
    } catch (IOException | RuntimeException e) {
      // a scheduled task that throws is never run again
      LOG.warn("the imaginary machine cannot be written: {}", e.toString());
    }
  }

  private void write() throws IOException {
    long now = System.nanoTime();
    String text = after((now - last) / 1e9, System.currentTimeMillis() / 1000.0, faults.get());
    last = now;
    Path next = file.resolveSibling("machine.next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private String after(double seconds, double clock, Set<Fault> on) {
    (on.contains(Fault.NODE_CPU_HIGH) ? BUSY : USUAL)
        .forEach((mode, share) -> cpuSeconds.merge(mode, share * seconds, Double::sum));
    freeDisk = on.contains(Fault.DISK_FILLING) ? Math.max(0.01, freeDisk - seconds / 100) : 0.55;
    StringBuilder text = new StringBuilder(2048);
    family(text, "node_cpu_seconds_total", "counter");
    for (int cpu = 0; cpu < PROCESSORS; cpu++) {
      for (Map.Entry<String, Double> mode : cpuSeconds.entrySet()) {
        String labels = "{cpu=\"" + cpu + "\",mode=\"" + mode.getKey() + "\"}";
        sample(text, "node_cpu_seconds_total" + labels, mode.getValue());
      }
    }
    gauge(text, "node_memory_MemTotal_bytes", "", MEMORY);
    gauge(text, "node_memory_MemAvailable_bytes", "", MEMORY * availableMemory(on));
    String root = "{device=\"/dev/sda1\",fstype=\"ext4\",mountpoint=\"/\"}";
    double free = on.contains(Fault.DISK_FULL) ? 0.03 : freeDisk;
    gauge(text, "node_filesystem_size_bytes", root, DISK);
    gauge(text, "node_filesystem_avail_bytes", root, DISK * free);
    gauge(text, "node_filesystem_free_bytes", root, DISK * free);
    gauge(text, "node_filesystem_readonly", root, 0);
    gauge(text, "node_time_seconds", "", on.contains(Fault.NODE_CLOCK_SKEW) ? clock - 60 : clock);
    return text.toString();
  }

  private static double availableMemory(Set<Fault> on) {
    if (on.contains(Fault.NODE_MEMORY_EXHAUSTED)) {
      return 0.03;
    }
    return on.contains(Fault.NODE_MEMORY_HIGH) ? 0.12 : 0.38;
  }

  private static void gauge(StringBuilder text, String name, String labels, double value) {
    family(text, name, "gauge");
    sample(text, name + labels, value);
  }

  private static void family(StringBuilder text, String name, String type) {
    text.append("# HELP ").append(name).append(" Of the sandbox's imaginary machine.\n");
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void sample(StringBuilder text, String series, double value) {
    text.append(series).append(' ').append(String.format(Locale.ROOT, "%.3f", value)).append('\n');
  }
}
