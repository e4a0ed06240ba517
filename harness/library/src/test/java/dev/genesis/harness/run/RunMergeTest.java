package dev.genesis.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.Status;
import dev.genesis.harness.run.JournalEvent.StopCause;
import dev.genesis.harness.run.RunRequest.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several journals of one run, counted as one. */
class RunMergeTest {
  private static final Instant NOW = Instant.parse("2026-11-25T18:00:00Z");
  private static final Failure WRONG = new Failure(FailureReason.ASSERTION, "", "wrong", "");

  private final RunMerge merge = merge(Map.of());

  private static RunMerge merge(Map<String, Integer> lastCounts) {
    RunScope scope = new RunScope("test", null, null, null, null);
    return new RunMerge("run", scope, Selection.ALL, Manifest.NONE, lastCounts);
  }

  private static String id(String name) {
    return "[engine:e]/[class:C]/[method:" + name + "()]";
  }

  /** A journal of one engine, one class, and these tests, which get the numbers 2, 3, …. */
  private static RunMerge.Journal journal(RunMerge merge, String... tests) {
    RunMerge.Journal journal = merge.begin();
    journal.accept(new JournalEvent.Begun("run", "test", 1, NOW));
    journal.accept(planned(0, -1, Kind.CONTAINER, "[engine:e]", null));
    journal.accept(planned(1, 0, Kind.CONTAINER, "[engine:e]/[class:C]", null));
    for (int i = 0; i < tests.length; i++) {
      journal.accept(planned(2 + i, 1, Kind.TEST, id(tests[i]), tests[i]));
    }
    journal.accept(new JournalEvent.Discovered(tests.length, NOW));
    journal.accept(new JournalEvent.Started(0, NOW));
    journal.accept(new JournalEvent.Started(1, NOW));
    return journal;
  }

  private static JournalEvent.Planned planned(
      int node, int parent, Kind kind, String uniqueId, @Nullable String check) {
    return new JournalEvent.Planned(
        node,
        parent,
        kind,
        false,
        uniqueId,
        check == null ? uniqueId : check,
        1,
        "s",
        check == null ? null : CheckMetadata.named("s", "C." + check));
  }

  private static void runs(RunMerge.Journal journal, int node, Status status) {
    journal.accept(new JournalEvent.Started(node, NOW));
    journal.accept(
        new JournalEvent.Finished(
            node, status, Duration.ofMillis(5), status == Status.SUCCESSFUL ? null : WRONG));
  }

  private static void completes(RunMerge.Journal journal) {
    for (int node : new int[] {1, 0}) {
      journal.accept(
          new JournalEvent.Finished(node, Status.SUCCESSFUL, Duration.ofMillis(9), null));
    }
    journal.accept(new JournalEvent.Completed(NOW));
    journal.ended(new ProcessEnd(0, ""));
  }

  private CheckRun result() {
    return merge.result(new RunEnd(NOW, NOW, Duration.ofSeconds(1), 0, List.of()));
  }

  private static CheckResult only(CheckRun run, String name) {
    return run.checks().stream()
        .filter(c -> c.id().equals("s/C." + name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everythingPassed_isConclusiveAndOne() {
    RunMerge.Journal journal = journal(merge, "a", "b");
    runs(journal, 2, Status.SUCCESSFUL);
    runs(journal, 3, Status.SUCCESSFUL);
    completes(journal);

    CheckRun run = result();

    assertThat(run.counts()).isEqualTo(new Counts(2, 0, 0, 0, 0, 0, 0, 0));
    assertThat(run.conclusive()).isTrue();
    assertThat(run.problems()).isEmpty();
    assertThat(merge.remaining().isEmpty()).isTrue();
  }

  @Test
  void failedAndPassedOnConfirmation_isPassedAndFlaky() {
    RunMerge.Journal first = journal(merge, "a");
    runs(first, 2, Status.FAILED);
    completes(first);
    assertThat(merge.toConfirm(2)).containsExactly(id("a"));
    RunMerge.Journal second = journal(merge, "a");
    runs(second, 2, Status.FAILED);
    completes(second);
    assertThat(merge.toConfirm(2)).containsExactly(id("a"));
    RunMerge.Journal third = journal(merge, "a");
    runs(third, 2, Status.SUCCESSFUL);
    completes(third);

    CheckResult a = only(result(), "a");

    assertThat(a.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(a.flaky()).isTrue();
    assertThat(a.attempts()).isEqualTo(3);
    assertThat(a.failure()).isEqualTo(WRONG);
    assertThat(result().counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0, 0));
    assertThat(merge.toConfirm(2)).isEmpty();
  }

  @Test
  void stillFailingAfterConfirmation_isFailedAndNotAskedForAgain() {
    RunMerge.Journal first = journal(merge, "a");
    runs(first, 2, Status.FAILED);
    completes(first);
    assertThat(merge.toConfirm(1)).hasSize(1);
    RunMerge.Journal second = journal(merge, "a");
    runs(second, 2, Status.FAILED);
    completes(second);

    assertThat(merge.toConfirm(1)).isEmpty();
    assertThat(only(result(), "a").outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void deathWithOneRunning_isLaidOnItAndTheRestIsLeft() {
    RunMerge.Journal first = journal(merge, "a", "b");
    first.accept(new JournalEvent.Started(2, NOW));
    first.ended(new ProcessEnd(137, ""));

    assertThat(merge.remaining()).isEqualTo(new Remaining(List.of(id("b")), List.of(), List.of()));
    RunMerge.Journal second = journal(merge, "b");
    runs(second, 2, Status.SUCCESSFUL);
    completes(second);

    CheckRun run = result();
    assertThat(only(run, "a").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(only(run, "a").failure())
        .extracting(Failure::message)
        .asString()
        .contains("exit code 137");
    assertThat(only(run, "b").outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void deathWithSeveralRunning_isLaidOnNobodyUntilOneDoesItAlone() {
    RunMerge.Journal first = journal(merge, "a", "b");
    first.accept(new JournalEvent.Started(2, NOW));
    first.accept(new JournalEvent.Started(3, NOW));
    first.ended(new ProcessEnd(137, ""));
    assertThat(merge.remaining().alone()).containsExactly(id("a"), id("b"));

    RunMerge.Journal second = journal(merge, "a");
    runs(second, 2, Status.SUCCESSFUL);
    completes(second);
    assertThat(merge.remaining().alone()).containsExactly(id("b"));
    RunMerge.Journal third = journal(merge, "b");
    third.accept(new JournalEvent.Started(2, NOW));
    third.ended(new ProcessEnd(137, ""));

    CheckRun run = result();
    assertThat(run.counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0, 0));
    assertThat(only(run, "a").flaky()).isFalse();
    assertThat(only(run, "b").outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void deathThatNobodyRepeats_isTheRunsOwnFailure() {
    RunMerge.Journal first = journal(merge, "a", "b");
    first.accept(new JournalEvent.Started(2, NOW));
    first.accept(new JournalEvent.Started(3, NOW));
    first.ended(new ProcessEnd(137, ""));
    RunMerge.Journal second = journal(merge, "a", "b");
    runs(second, 2, Status.SUCCESSFUL);
    runs(second, 3, Status.SUCCESSFUL);
    completes(second);

    CheckRun run = result();
    assertThat(run.counts()).isEqualTo(new Counts(2, 1, 0, 0, 0, 0, 0, 0));
    assertThat(run.checks()).filteredOn(CheckResult::item).hasSize(1);
  }

  @Test
  void noCompletionRecord_isNeverGreen() {
    RunMerge.Journal journal = journal(merge, "a");
    runs(journal, 2, Status.SUCCESSFUL);
    journal.accept(new JournalEvent.Finished(1, Status.SUCCESSFUL, Duration.ZERO, null));
    journal.ended(new ProcessEnd(0, ""));

    CheckRun run = result();
    assertThat(run.conclusive()).isFalse();
    assertThat(run.problems()).anyMatch(p -> p.contains("ended before its time"));
  }

  @Test
  void deathInTheTearDownOfAClass_isAFailureInItsName() {
    RunMerge.Journal journal = journal(merge, "a");
    runs(journal, 2, Status.SUCCESSFUL);
    journal.ended(new ProcessEnd(0, ""));

    assertThat(result().counts()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void stopped_leavesTheRestNotRun() {
    RunMerge.Journal journal = journal(merge, "a", "b", "c");
    runs(journal, 2, Status.SUCCESSFUL);
    journal.accept(new JournalEvent.Stopping(StopCause.ASKED, NOW));
    journal.accept(new JournalEvent.Skipped(3, "Execution cancelled"));
    completes(journal);

    CheckRun run = result();
    assertThat(run.counts()).isEqualTo(new Counts(1, 0, 0, 0, 2, 0, 0, 0));
    assertThat(run.conclusive()).isFalse();
    assertThat(merge.remaining().isEmpty()).isTrue();
  }

  @Test
  void lostEnd_isNoticedByTheLedgerItself() {
    RunMerge.Journal journal = journal(merge, "a");
    journal.accept(new JournalEvent.Started(2, NOW));
    completes(journal);

    CheckRun run = result();
    assertThat(only(run, "a").outcome()).isEqualTo(Outcome.FAILED);
    assertThat(run.conclusive()).isFalse();
    assertThat(run.problems()).anyMatch(p -> p.contains("do not balance"));
  }

  @Test
  void plannedAndSilentlyLeftOut_isNoticedByTheLedgerItself() {
    RunMerge.Journal journal = journal(merge, "a", "b");
    runs(journal, 2, Status.SUCCESSFUL);
    completes(journal);

    CheckRun run = result();
    assertThat(only(run, "b").outcome()).isEqualTo(Outcome.NOT_RUN);
    assertThat(run.conclusive()).isFalse();
  }

  @Test
  void rerunInTheSameJvm_isFlakyLikeAConfirmation() {
    RunMerge.Journal journal = journal(merge, "a");
    runs(journal, 2, Status.FAILED);
    journal.accept(new JournalEvent.Finished(1, Status.SUCCESSFUL, Duration.ZERO, null));
    journal.accept(new JournalEvent.Finished(0, Status.SUCCESSFUL, Duration.ZERO, null));
    journal.accept(new JournalEvent.Completed(NOW));
    journal.accept(new JournalEvent.Begun("run", "test", 1, NOW));
    journal.accept(planned(0, -1, Kind.CONTAINER, "[engine:e]", null));
    journal.accept(planned(1, 0, Kind.CONTAINER, "[engine:e]/[class:C]", null));
    journal.accept(planned(2, 1, Kind.TEST, id("a"), "a"));
    journal.accept(new JournalEvent.Started(0, NOW));
    journal.accept(new JournalEvent.Started(1, NOW));
    runs(journal, 2, Status.SUCCESSFUL);
    completes(journal);

    CheckRun run = result();
    assertThat(run.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1, 0, 0));
    assertThat(run.conclusive()).isTrue();
  }

  /** Its first test and another check ran when the process died; two more tests were to come. */
  @Test
  void testOfATemplateRunAlone_doesNotSettleItsTemplate() {
    String template = "[engine:e]/[class:C]/[test-template:each()]";
    RunMerge.Journal first = journal(merge, "a");
    first.accept(planned(3, 1, Kind.TEMPLATE, template, "each"));
    first.accept(new JournalEvent.Started(3, NOW));
    first.accept(invocation(4, 3, template, 1));
    first.accept(new JournalEvent.Started(4, NOW));
    first.accept(new JournalEvent.Started(2, NOW));
    first.ended(new ProcessEnd(0, ""));
    assertThat(merge.remaining().alone().get(0)).isEqualTo(id("a"));
    RunMerge.Journal second = begun(merge.begin(List.of(id("a"))));
    second.accept(planned(2, 1, Kind.TEST, id("a"), "a"));
    runs(second, 2, Status.SUCCESSFUL);
    completes(second);

    String alone = template + "/[test-template-invocation:#1]";
    assertThat(merge.remaining().alone()).containsExactly(alone);
    completes(template(merge.begin(List.of(alone)), template, 1));

    assertThat(merge.remaining().rest()).containsExactly(template);
    completes(template(merge.begin(List.of(template)), template, 2, 3));
    assertThat(result().counts().passed()).isEqualTo(4);
  }

  /** The rest dies as well, before any of it ended: the same checks, but each alone now. */
  @Test
  void deathOfTheRest_isFollowedByItsSuspectsAlone() {
    RunMerge.Journal first = journal(merge, "exits", "a", "b");
    first.accept(new JournalEvent.Started(2, NOW));
    first.accept(new JournalEvent.Exiting(2, "System.exit", ""));
    first.ended(new ProcessEnd(0, ""));
    assertThat(merge.remaining().rest()).containsExactly(id("a"), id("b"));

    RunMerge.Journal second = begun(merge.begin(List.of(id("a"), id("b"))));
    second.accept(planned(2, 1, Kind.TEST, id("a"), "a"));
    second.accept(planned(3, 1, Kind.TEST, id("b"), "b"));
    second.accept(new JournalEvent.Started(2, NOW));
    second.accept(new JournalEvent.Started(3, NOW));
    second.ended(new ProcessEnd(0, ""));

    assertThat(merge.remaining().alone()).containsExactly(id("a"), id("b"));
  }

  private static RunMerge.Journal begun(RunMerge.Journal journal) {
    journal.accept(new JournalEvent.Begun("run", "test", 1, NOW));
    journal.accept(planned(0, -1, Kind.CONTAINER, "[engine:e]", null));
    journal.accept(planned(1, 0, Kind.CONTAINER, "[engine:e]/[class:C]", null));
    journal.accept(new JournalEvent.Started(0, NOW));
    journal.accept(new JournalEvent.Started(1, NOW));
    return journal;
  }

  /** A journal in which a template gives these tests, and they pass. */
  private static RunMerge.Journal template(
      RunMerge.Journal journal, String template, int... invocations) {
    begun(journal).accept(planned(2, 1, Kind.TEMPLATE, template, "each"));
    journal.accept(new JournalEvent.Started(2, NOW));
    int node = 3;
    for (int number : invocations) {
      journal.accept(invocation(node, 2, template, number));
      runs(journal, node++, Status.SUCCESSFUL);
    }
    journal.accept(new JournalEvent.Finished(2, Status.SUCCESSFUL, Duration.ofMillis(9), null));
    return journal;
  }

  private static JournalEvent.Planned invocation(
      int node, int parent, String template, int number) {
    return new JournalEvent.Planned(
        node,
        parent,
        Kind.TEST,
        true,
        template + "/[test-template-invocation:#" + number + "]",
        "[" + number + "]",
        1,
        "s",
        CheckMetadata.named("s", "C.each"));
  }

  @Test
  void nothingAtAll_isInconclusiveAndZero() {
    RunMerge.Journal journal = journal(merge);
    completes(journal);

    CheckRun run = result();
    assertThat(run.counts().passRate()).isZero();
    assertThat(run.conclusive()).isFalse();
    assertThat(run.problems()).contains("no check was found");
  }

  @Test
  void promisesOfAProcessThatFoundNothing_areNotRun() {
    CheckMetadata promised = CheckMetadata.named("s", "C.promised");
    Manifest manifest =
        new Manifest(List.of(new Manifest.Promise(promised, "C", "promised", false)), List.of());
    RunMerge withManifest =
        new RunMerge(
            "run", new RunScope("test", null, null, null, null), Selection.ALL, manifest, Map.of());
    withManifest.begin().ended(new ProcessEnd(1, ""));

    CheckRun run = withManifest.result(new RunEnd(NOW, NOW, Duration.ZERO, 0, List.of()));

    assertThat(run.counts()).isEqualTo(new Counts(0, 0, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void requests_areCountedByServiceAndSuite() {
    RunMerge.Journal journal = journal(merge, "a");
    journal.accept(new JournalEvent.Started(2, NOW));
    journal.accept(new JournalEvent.Requested(2, "genesis", Duration.ofMillis(7), 200));
    journal.accept(new JournalEvent.Finished(2, Status.SUCCESSFUL, Duration.ofMillis(9), null));
    completes(journal);

    CheckRun run = result();
    assertThat(run.latency().count()).isEqualTo(1);
    assertThat(run.suites().get(0).latencies()).containsKey("genesis");
    assertThat(only(run, "a").requests()).isEqualTo(1);
  }
}
