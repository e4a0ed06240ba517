package dev.genesis.harness.sandbox.trial;

import dev.genesis.harness.run.CheckMetadataReader;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.FailureClassifier;
import dev.genesis.harness.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Collects verdicts from events, which come on many threads. */
final class VerdictListener implements TestExecutionListener {
  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
  private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

  SortedMap<String, Verdict> verdicts() {
    return new TreeMap<>(verdicts);
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    List<String> texts = new ArrayList<>();
    entry.getKeyValuePairs().forEach((key, value) -> texts.add(key + ": " + value));
    notes.merge(idOf(test), texts, VerdictListener::joined);
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    put(test, new Verdict(Outcome.SKIPPED, Optional.empty(), List.of(reason)));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest()) {
          put(test, verdict(test, Outcome.PASSED, Optional.empty()));
        }
      }
      case ABORTED -> put(test, verdict(test, Outcome.ABORTED, Optional.empty()));
      case FAILED -> put(test, verdict(test, Outcome.FAILED, failure(result)));
    }
  }

  private static Optional<Failure> failure(TestExecutionResult result) {
    return result.getThrowable().map(FailureClassifier::of);
  }

  private Verdict verdict(TestIdentifier test, Outcome outcome, Optional<Failure> failure) {
    return new Verdict(outcome, failure, notes.getOrDefault(idOf(test), List.of()));
  }

  /** Of the several tests of a template, the first that did not pass counts. */
  private void put(TestIdentifier test, Verdict verdict) {
    verdicts.merge(idOf(test), verdict, (first, next) -> first.passed() ? next : first);
  }

  /** The check's id; for a container that failed, its own name, so that it is not overlooked. */
  private static String idOf(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(
            source ->
                CheckMetadataReader.read(source.getJavaClass(), source.getJavaMethod(), "trial")
                    .id())
        .orElse(test.getDisplayName());
  }

  private static List<String> joined(List<String> first, List<String> next) {
    List<String> all = new ArrayList<>(first);
    all.addAll(next);
    return all;
  }
}
