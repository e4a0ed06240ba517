package dev.genesis.harness.cli;

import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.Planned;
import dev.genesis.harness.supervise.RunObserver;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The checks that were found, by id: a template is one, whatever it will give. */
final class PlannedChecks implements RunObserver {
  private final Map<String, CheckMetadata> checks = new TreeMap<>();

  @Override
  public void saw(JournalEvent event) {
    if (event instanceof Planned planned
        && planned.kind() != Kind.CONTAINER
        && planned.check() != null) {
      checks.putIfAbsent(planned.check().id(), planned.check());
    }
  }

  Set<String> names() {
    return checks.keySet();
  }

  Map<String, CheckMetadata> byId() {
    return checks;
  }
}
