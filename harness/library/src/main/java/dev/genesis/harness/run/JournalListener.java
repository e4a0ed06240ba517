package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.Status;
import dev.genesis.harness.run.JournalEvent.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes what JUnit tells into the journal. A check's start is in the file before its body runs;
 * its end follows within milliseconds. It never throws into JUnit, which would swallow it: what
 * goes wrong here is in the journal as well.
 */
final class JournalListener implements TestExecutionListener, RequestRecorder {
  private static final int MOST_PRINTED = 16 * 1024;

  private final JournalWriter journal;
  private final CheckNames names;
  private final RunningNodes running;
  private final Clock clock;
  private final long usualLimit;
  private final Set<String> done;
  private final boolean everything;
  private final Predicate<TestIdentifier> counted;
  private final Map<String, PlanNode> nodes = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger checks = new AtomicInteger();
  private volatile Consumer<PlanNode> onFailed = node -> {};
  private volatile Consumer<OutOfMemoryError> onOutOfMemory = error -> {};

  /**
   * @param usualLimit of a check that has none of its own; zero where nobody watches
   * @param done unique ids whose end is already known from another journal
   * @param counted whether a test or template is a check that is to be recorded; null for all
   */
  JournalListener(
      JournalWriter journal,
      CheckNames names,
      RunningNodes running,
      Clock clock,
      Duration usualLimit,
      Set<String> done,
      @Nullable Predicate<TestIdentifier> counted) {
    this.journal = journal;
    this.names = names;
    this.running = running;
    this.clock = clock;
    this.usualLimit = usualLimit.toNanos();
    this.done = done;
    this.everything = counted == null;
    this.counted = counted == null ? id -> true : counted;
  }

  /** Told of every check that failed, on its thread. */
  void onFailed(Consumer<PlanNode> listener) {
    onFailed = listener;
  }

  /**
   * Told when an engine gives up for want of memory; a test that lacks it has no end of its own.
   */
  void onOutOfMemory(Consumer<OutOfMemoryError> listener) {
    onOutOfMemory = listener;
  }

  /** Writes every node that is known before execution, and says how many checks there are. */
  int plan(TestPlan plan) {
    for (TestIdentifier root : plan.getRoots()) {
      if (everything || holdsChecks(plan, root, counted)) {
        plan(plan, root, null);
      }
    }
    return checks.get();
  }

  /** Whether there is any check in a plan that is to be recorded. */
  static boolean holdsChecks(TestPlan plan, Predicate<TestIdentifier> counted) {
    return plan.getRoots().stream().anyMatch(root -> holdsChecks(plan, root, counted));
  }

  private static boolean holdsChecks(
      TestPlan plan, TestIdentifier id, Predicate<TestIdentifier> counted) {
    return isCheck(id)
        ? counted.test(id)
        : plan.getChildren(id).stream().anyMatch(child -> holdsChecks(plan, child, counted));
  }

  private static boolean isCheck(TestIdentifier id) {
    return id.isTest() || id.getSource().filter(MethodSource.class::isInstance).isPresent();
  }

  private void plan(TestPlan plan, TestIdentifier id, @Nullable PlanNode parent) {
    PlanNode node = node(id, parent, false);
    for (TestIdentifier child : plan.getChildren(id)) {
      if (everything || holdsChecks(plan, child, counted)) {
        plan(plan, child, node);
      }
    }
  }

  private PlanNode node(TestIdentifier id, @Nullable PlanNode parent, boolean dynamic) {
    Kind kind = id.isTest() ? Kind.TEST : isCheck(id) ? Kind.TEMPLATE : Kind.CONTAINER;
    TestSource source = id.getSource().orElse(null);
    String suiteAbove = parent == null ? names.fallbackSuite() : parent.suite;
    CheckMetadata check = kind == Kind.CONTAINER ? null : check(id, source, parent, suiteAbove);
    String suite = check != null ? check.suite() : names.suiteOf(source, suiteAbove);
    PlanNode node =
        new PlanNode(
            next.getAndIncrement(),
            parent,
            kind,
            id.getUniqueId(),
            Text.name(id.getDisplayName()),
            suite,
            check);
    nodes.put(node.uniqueId, node);
    if (kind != Kind.CONTAINER) {
      checks.incrementAndGet();
      long limit = node.limit(usualLimit);
      for (PlanNode above = parent; above != null; above = above.parent) {
        above.longestBelow = Math.max(above.longestBelow, limit);
      }
    }
    if (!done.contains(node.uniqueId)) {
      journal.write(
          new JournalEvent.Planned(
              node.number,
              parent == null ? -1 : parent.number,
              kind,
              dynamic,
              node.uniqueId,
              node.displayName,
              kind == Kind.TEMPLATE ? declared(source) : 1,
              suite,
              check));
    }
    return node;
  }

  private @Nullable CheckMetadata check(
      TestIdentifier id, @Nullable TestSource source, @Nullable PlanNode parent, String suite) {
    if (parent != null && parent.check != null) {
      return parent.check;
    }
    try {
      return names.of(id.getUniqueIdObject(), source, suite);
    } catch (CheckDeclarationException e) {
      String name = id.getDisplayName();
      Failure failure = FailureClassifier.of(e);
      trouble(Trouble.DISCOVERY, suite, name, failure, failure.message());
      return CheckMetadata.named(suite, name);
    }
  }

  /** How many tests a repeated test says it holds. */
  private static int declared(@Nullable TestSource source) {
    if (source instanceof MethodSource method) {
      return AnnotationSupport.findAnnotation(method.getJavaMethod(), RepeatedTest.class)
          .map(RepeatedTest::value)
          .orElse(1);
    }
    return 1;
  }

  @Override
  public void dynamicTestRegistered(TestIdentifier id) {
    guarded(
        id,
        () -> {
          PlanNode parent = id.getParentId().map(nodes::get).orElse(null);
          if (parent != null) {
            node(id, parent, true);
          }
        });
  }

  @Override
  public void executionStarted(TestIdentifier id) {
    guarded(
        id,
        () -> {
          PlanNode node = nodes.get(id.getUniqueId());
          if (node != null) {
            running.start(node);
            if (!done.contains(node.uniqueId)) {
              journal.writeNow(new JournalEvent.Started(node.number, clock.instant()));
            }
          }
        });
  }

  @Override
  public void executionSkipped(TestIdentifier id, String reason) {
    guarded(
        id,
        () -> {
          PlanNode node = nodes.get(id.getUniqueId());
          if (node != null && !done.contains(node.uniqueId)) {
            journal.write(new JournalEvent.Skipped(node.number, Text.kept(reason, 1000)));
          }
        });
  }

  @Override
  public void executionFinished(TestIdentifier id, TestExecutionResult result) {
    guarded(
        id,
        () -> {
          PlanNode node = nodes.get(id.getUniqueId());
          if (node != null) {
            finished(node, result);
          }
        });
  }

  private void finished(PlanNode node, TestExecutionResult result) {
    if (node.parent == null) {
      result.getThrowable().ifPresent(this::lookForWantOfMemory);
    }
    long took = running.end(node);
    boolean overran = node.interrupts > 0;
    if (overran) {
      Thread.interrupted(); // it was meant for the check that has just ended
    }
    if (done.contains(node.uniqueId) || node.cutOff) {
      return; // what the end of the run cut off has no result of its own
    }
    Failure failure = result.getThrowable().map(FailureClassifier::of).orElse(null);
    Status status = Status.valueOf(result.getStatus().name());
    if (overran) {
      failure = overran(node, failure);
      status = Status.FAILED;
    } else if (status == Status.FAILED && failure == null) {
      failure = new Failure(FailureReason.ASSERTION, "", "it failed and did not say why", "");
    }
    journal.write(new JournalEvent.Finished(node.number, status, Duration.ofNanos(took), failure));
    if (status == Status.FAILED) {
      onFailed.accept(node);
    }
  }

  private void lookForWantOfMemory(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof OutOfMemoryError error) {
        onOutOfMemory.accept(error);
      }
      cause = cause.getCause();
    }
  }

  private Failure overran(PlanNode node, @Nullable Failure thrown) {
    String limit = seconds(node.limit(usualLimit));
    String message = "it took longer than its limit of " + limit + " and was interrupted";
    if (thrown == null) {
      return new Failure(FailureReason.TIMEOUT, "", message, "");
    }
    return new Failure(
        FailureReason.TIMEOUT,
        thrown.type(),
        message + "; then: " + thrown.message(),
        thrown.detail());
  }

  static String seconds(long nanos) {
    return nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + " s" : nanos / 1_000_000 + " ms";
  }

  @Override
  public void reportingEntryPublished(TestIdentifier id, ReportEntry entry) {
    guarded(
        id,
        () -> {
          PlanNode node = nodes.get(id.getUniqueId());
          if (node != null && !done.contains(node.uniqueId)) {
            entry.getKeyValuePairs().forEach((key, value) -> printed(node, key, value));
          }
        });
  }

  private void printed(PlanNode node, String key, String value) {
    boolean stream = key.equals("stdout") || key.equals("stderr");
    String text = stream ? value : key + ": " + value;
    int left = MOST_PRINTED - node.printed.getAndAdd(text.length());
    if (left > 0) {
      journal.write(
          new JournalEvent.Printed(node.number, stream ? key : "note", Text.kept(text, left)));
    }
  }

  @Override
  public void requested(String uniqueId, String service, Duration took, int status) {
    PlanNode node = nodes.get(uniqueId);
    journal.write(
        new JournalEvent.Requested(node == null ? -1 : node.number, service, took, status));
  }

  void trouble(
      Trouble trouble, String suite, String name, @Nullable Failure failure, String message) {
    journal.writeNow(
        new JournalEvent.Troubled(
            trouble, suite, Text.name(name), failure, Text.kept(message, 4000)));
  }

  /** The node of a unique id. */
  Optional<PlanNode> find(String uniqueId) {
    return Optional.ofNullable(nodes.get(uniqueId));
  }

  private void guarded(TestIdentifier id, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      Failure failure = FailureClassifier.of(e);
      trouble(Trouble.LEDGER, "", id.getDisplayName(), failure, "recording it failed: " + e);
    }
  }
}
