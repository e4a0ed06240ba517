package dev.genesis.harness.health;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the machine has: Java, disk, memory. */
final class Machine {
  /** The oldest Java that the harness runs on, and the newest that it is tested with. */
  private static final int OLDEST_JAVA = 17;

  private static final int NEWEST_TESTED_JAVA = 25;

  private Machine() {}

  static HealthFinding java(int feature, String version) {
    String says = "Java " + version;
    if (feature < OLDEST_JAVA) {
      return HealthFinding.failed("java", says + "; install Java " + OLDEST_JAVA + " or later");
    }
    return feature > NEWEST_TESTED_JAVA
        ? HealthFinding.warning(
            "java", says + " is newer than Java " + NEWEST_TESTED_JAVA + ", the last one tested")
        : HealthFinding.ok("java", says);
  }

  /** The disk that holds a folder, or the nearest folder above it that exists. */
  static HealthFinding disk(Path folder) throws IOException {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    FileStore store = Files.getFileStore(there);
    return Usage.ofDisk(store.getTotalSpace(), store.getUsableSpace())
        .finding("disk", "the disk of " + folder, "make room, or give --history on another disk");
  }

  static HealthFinding memory() throws IOException {
    Path file = Path.of("/proc/meminfo");
    if (Files.isReadable(file)) {
      List<String> lines = Files.readAllLines(file);
      Optional<Long> total = kilobytes(lines, "MemTotal:");
      Optional<Long> available = kilobytes(lines, "MemAvailable:");
      if (total.isPresent() && available.isPresent()) {
        return memory(Usage.ofMemory(total.get(), available.get()));
      }
    }
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return memory(Usage.ofMemory(system.getTotalMemorySize(), system.getFreeMemorySize()));
    }
    return HealthFinding.warning("memory", "this machine does not say how much memory is used");
  }

  private static HealthFinding memory(Usage usage) {
    return usage.finding("memory", "the memory", "end what is not needed, or use a larger machine");
  }

  private static Optional<Long> kilobytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
