package dev.genesis.harness.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.service.Exposition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private static final Set<Fault> FAULTS =
      Set.of(
          Fault.NODE_CPU_HIGH,
          Fault.NODE_MEMORY_HIGH,
          Fault.NODE_MEMORY_EXHAUSTED,
          Fault.DISK_FULL,
          Fault.DISK_FILLING,
          Fault.NODE_CLOCK_SKEW);

  @TempDir Path folder;

  @Test
  void everyFault_isSeenInItsOwnReading_andOverWhenItEnds() throws Exception {
    Set<Fault> on = ConcurrentHashMap.newKeySet();
    try (Machine machine = new Machine(folder, () -> Set.copyOf(on))) {
      assertThat(machine).isNotNull();
      for (Fault fault : FAULTS) {
        await().until(() -> ill().isEmpty());
        on.add(fault);
        await().until(() -> ill().contains(fault));
        on.clear();
      }
      await().until(() -> ill().isEmpty());
    }
  }

  /** What a reader of the page would say is wrong. */
  private Set<Fault> ill() throws Exception {
    Exposition page = Exposition.parse(Files.readString(folder.resolve("machine.prom")));
    double used =
        1 - page.value("node_memory_MemAvailable_bytes") / page.value("node_memory_MemTotal_bytes");
    double free =
        page.value("node_filesystem_avail_bytes") / page.value("node_filesystem_size_bytes");
    double behind = System.currentTimeMillis() / 1000.0 - page.value("node_time_seconds");
    Set<Fault> ill = ConcurrentHashMap.newKeySet();
    if (used > 0.95) {
      ill.add(Fault.NODE_MEMORY_EXHAUSTED);
    } else if (used > 0.8) {
      ill.add(Fault.NODE_MEMORY_HIGH);
    }
    if (free < 0.1) {
      ill.add(Fault.DISK_FULL);
    } else if (free < 0.549) {
      ill.add(Fault.DISK_FILLING);
    }
    if (behind > 30) {
      ill.add(Fault.NODE_CLOCK_SKEW);
    }
    if (idleShareIsLow(page)) {
      ill.add(Fault.NODE_CPU_HIGH);
    }
    return ill;
  }

  private double idle;
  private double all;

  /** By the difference to the reading before, as a rate does. */
  private boolean idleShareIsLow(Exposition page) {
    double idleNow =
        page.samples("node_cpu_seconds_total").stream()
            .filter(sample -> "idle".equals(sample.labels().get("mode")))
            .mapToDouble(Exposition.Sample::value)
            .sum();
    double allNow = page.sum("node_cpu_seconds_total");
    boolean low = allNow > all && (idleNow - idle) / (allNow - all) < 0.2;
    idle = idleNow;
    all = allNow;
    return low;
  }
}
