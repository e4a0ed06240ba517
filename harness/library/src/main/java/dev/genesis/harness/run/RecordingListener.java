package dev.genesis.harness.run;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Under Surefire, Gradle or an IDE: writes the same journal as the launcher's process does, of the
 * annotated checks alone, and only where {@code genesis.record} is set. JUnit finds it as a
 * service. Each JVM has one journal in {@code genesis.record-dir}; {@code publish} merges them once
 * the tests are over.
 */
public final class RecordingListener implements TestExecutionListener {
  private static @Nullable JournalWriter ofThisJvm;

  private final Clock clock = Clock.systemUTC();
  private @Nullable JournalListener recording;
  private @Nullable JournalWriter journal;

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    if (RunContext.installed().isPresent() || !wanted(plan.getConfigurationParameters())) {
      return; // the launcher's own process, or tests that nobody wants recorded
    }
    try {
      record(plan);
    } catch (IOException | SettingsException e) {
      System.err.println("genesis.record: nothing is recorded: " + e.getMessage());
    }
  }

  private static boolean wanted(ConfigurationParameters parameters) {
    String key = GenesisSettings.RECORD.key();
    return parameters.get(key).isPresent()
        || System.getenv(GenesisSettings.RECORD.environmentVariable()) != null
        || Files.exists(Path.of(SettingsLoader.DEFAULT_FILE));
  }

  private void record(TestPlan plan) throws IOException {
    Settings settings = settings(plan.getConfigurationParameters());
    if (!settings.get(GenesisSettings.RECORD)
        || !JournalListener.holdsChecks(plan, RecordingListener::isAnnotated)) {
      return;
    }
    JournalWriter writer = journal(settings.get(GenesisSettings.RECORD_DIR));
    JournalListener listener =
        new JournalListener(
            writer,
            new CheckNames(null, "tests"),
            new RunningNodes(),
            clock,
            Duration.ZERO,
            Set.of(),
            RecordingListener::isAnnotated);
    writer.write(
        new JournalEvent.Begun(
            "",
            settings.get(GenesisSettings.ENVIRONMENT),
            ProcessHandle.current().pid(),
            clock.instant()));
    int checks = listener.plan(plan);
    writer.writeNow(new JournalEvent.Discovered(checks, clock.instant()));
    RunContext.install(new RunContext(settings, listener, false));
    recording = listener;
    journal = writer;
  }

  private static Settings settings(ConfigurationParameters parameters) {
    Map<String, String> ofJUnit = new TreeMap<>();
    for (String key : parameters.keySet()) {
      // a system property is no parameter, though JUnit finds it when asked by name
      if (System.getProperty(key) == null) {
        parameters.get(key).ifPresent(value -> ofJUnit.put(key, value));
      }
    }
    return new SettingsLoader()
        .environment(System.getenv())
        .properties(System.getProperties())
        .junitParameters(ofJUnit)
        .load()
        .settings();
  }

  private synchronized JournalWriter journal(Path folder) throws IOException {
    synchronized (RecordingListener.class) {
      if (ofThisJvm == null) {
        Files.createDirectories(folder);
        String name =
            "journal-%s-%s.jsonl".formatted(ProcessHandle.current().pid(), clock.millis());
        Path file = folder.resolve(name);
        ofThisJvm =
            new JournalWriter(
                file,
                e -> System.err.println("genesis.record: " + file + " can't be written: " + e));
      }
      return ofThisJvm;
    }
  }

  private static boolean isAnnotated(TestIdentifier id) {
    if (id.getSource().orElse(null) instanceof MethodSource source) {
      try {
        return CheckMetadataReader.isAnnotated(source.getJavaClass(), source.getJavaMethod());
      } catch (CheckDeclarationException e) {
        return true; // it fails, and is recorded as failed
      }
    }
    return false;
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    if (journal != null) {
      RunContext.install(null);
      journal.writeNow(new JournalEvent.Completed(clock.instant()));
    }
    recording = null;
    journal = null;
  }

  @Override
  public void dynamicTestRegistered(TestIdentifier id) {
    if (recording != null) {
      recording.dynamicTestRegistered(id);
    }
  }

  @Override
  public void executionStarted(TestIdentifier id) {
    if (recording != null) {
      recording.executionStarted(id);
    }
  }

  @Override
  public void executionSkipped(TestIdentifier id, String reason) {
    if (recording != null) {
      recording.executionSkipped(id, reason);
    }
  }

  @Override
  public void executionFinished(TestIdentifier id, TestExecutionResult result) {
    if (recording != null) {
      recording.executionFinished(id, result);
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier id, ReportEntry entry) {
    if (recording != null) {
      recording.reportingEntryPublished(id, entry);
    }
  }
}
