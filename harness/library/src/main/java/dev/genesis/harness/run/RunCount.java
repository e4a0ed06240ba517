package dev.genesis.harness.run;

import dev.genesis.harness.run.RunRequest.Selection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last step of a merge: from what is known of every check to the numbers. */
final class RunCount {
  private final String runId;
  private final RunScope scope;
  private final Selection selection;
  private final Manifest manifest;
  private final RunStates states;
  private final Map<String, NavigableMap<String, LatencyHistogram>> latencies;
  private final List<String> selectionErrors;

  RunCount(
      String runId,
      RunScope scope,
      Selection selection,
      Manifest manifest,
      RunStates states,
      Map<String, NavigableMap<String, LatencyHistogram>> latencies,
      List<String> selectionErrors) {
    this.runId = runId;
    this.scope = scope;
    this.selection = selection;
    this.manifest = manifest;
    this.states = states;
    this.latencies = latencies;
    this.selectionErrors = selectionErrors;
  }

  CheckRun result(RunEnd end) {
    String anySuite = anySuite();
    states.settleDeaths(anySuite);
    List<CheckResult> results = new ArrayList<>();
    for (CheckState state : states.all()) {
      decideTheOpen(state, end.interrupted());
      for (int i = 1; i <= state.weight; i++) {
        results.add(result(state, i, anySuite));
      }
    }
    results.sort(Comparator.comparing(CheckResult::id).thenComparing(CheckResult::displayName));
    List<SuiteRun> suites = suites(results);
    Counts counts = suites.stream().map(SuiteRun::counts).reduce(Counts.NONE, Counts::plus);
    Set<String> problems = new LinkedHashSet<>(selectionErrors);
    problems.addAll(end.problems());
    problems.addAll(manifest.problems());
    problems.addAll(states.inconclusive());
    boolean conclusive =
        problems.isEmpty() && counts.notRun() == 0 && counts.passed() + counts.failed() > 0;
    if (counts.total() == 0 && selectionErrors.isEmpty()) {
      problems.add("no check was found");
    } else if (counts.passed() + counts.failed() == 0 && counts.total() > 0) {
      problems.add("nothing passed or failed");
    }
    if (counts.notRun() > 0) {
      problems.add(notRun(results, counts.notRun()));
    }
    problems.addAll(states.told());
    return new CheckRun(
        runId,
        scope,
        end.startedAt(),
        end.finishedAt(),
        end.took(),
        suites,
        results,
        List.copyOf(states.allLeftOut()),
        allLatencies(),
        List.copyOf(problems),
        conclusive,
        end.interrupted());
  }

  private static String notRun(List<CheckResult> results, int count) {
    CheckResult first =
        results.stream().filter(r -> r.outcome() == Outcome.NOT_RUN).findFirst().orElseThrow();
    String why = first.note() == null ? "" : ": " + first.note();
    return count == 1
        ? "%s was not run%s".formatted(first.id(), why)
        : "%s checks were not run, such as %s%s".formatted(count, first.id(), why);
  }

  private static void decideTheOpen(CheckState state, int interrupted) {
    if (state.outcome != null) {
      return;
    }
    if (state.suspect && interrupted == 0) {
      state.outcome = Outcome.FAILED;
      state.failure = new Failure(FailureReason.HARNESS, "", "the process died while it ran", "");
    } else {
      state.outcome = Outcome.NOT_RUN;
      state.note =
          state.pendingNote.isEmpty() ? "the run ended before it came to it" : state.pendingNote;
    }
  }

  private CheckResult result(CheckState state, int part, String anySuite) {
    Outcome outcome = state.outcome == null ? Outcome.NOT_RUN : state.outcome;
    Failure before = states.failedBefore(state);
    boolean flaky = outcome == Outcome.PASSED && (state.flaky || before != null);
    String name =
        state.weight == 1
            ? state.displayName
            : "%s (%s of %s)".formatted(state.displayName, part, state.weight);
    @Nullable Failure failure =
        outcome == Outcome.FAILED || flaky
            ? (state.failure == null ? before : state.failure)
            : null;
    CheckMetadata check =
        state.check.suite().isEmpty()
            ? CheckMetadata.named(anySuite, state.check.id().substring(1))
            : state.check;
    return new CheckResult(
        check,
        name,
        outcome,
        state.item,
        state.took,
        state.attempts,
        flaky,
        failure,
        state.note,
        part == 1 ? state.requests : 0);
  }

  /** The suite of failures that are the run's own. */
  private String anySuite() {
    return states.all().stream()
        .map(state -> state.check.suite())
        .filter(suite -> !suite.isEmpty())
        .sorted()
        .findFirst()
        .orElseGet(() -> selection.suites().isEmpty() ? "checks" : selection.suites().get(0));
  }

  private List<SuiteRun> suites(List<CheckResult> results) {
    TreeMap<String, Counts> bySuite = new TreeMap<>();
    for (CheckResult result : results) {
      bySuite.merge(result.check().suite(), one(result.outcome(), result.flaky()), Counts::plus);
    }
    for (LeftOut out : states.allLeftOut()) {
      int quarantined = out.quarantined() ? 1 : 0;
      Counts one = new Counts(0, 0, 0, 0, 0, 0, quarantined, 1 - quarantined);
      bySuite.merge(out.check().suite(), one, Counts::plus);
    }
    List<SuiteRun> suites = new ArrayList<>();
    bySuite.forEach(
        (name, counts) ->
            suites.add(
                new SuiteRun(
                    name, counts, selection.narrowed(), latenciesOf(name, bySuite.size() == 1))));
    return suites;
  }

  private static Counts one(Outcome outcome, boolean flaky) {
    int f = flaky ? 1 : 0;
    return switch (outcome) {
      case PASSED -> new Counts(1, 0, 0, 0, 0, f, 0, 0);
      case FAILED -> new Counts(0, 1, 0, 0, 0, 0, 0, 0);
      case ABORTED -> new Counts(0, 0, 1, 0, 0, 0, 0, 0);
      case SKIPPED -> new Counts(0, 0, 0, 1, 0, 0, 0, 0);
      case NOT_RUN -> new Counts(0, 0, 0, 0, 1, 0, 0, 0);
    };
  }

  /** Requests that no check can be named for are the only suite's, if there is only one. */
  private NavigableMap<String, LatencyHistogram> latenciesOf(String suite, boolean only) {
    return only ? allLatencies() : latencies.getOrDefault(suite, new TreeMap<>());
  }

  private NavigableMap<String, LatencyHistogram> allLatencies() {
    TreeMap<String, List<LatencyHistogram>> parts = new TreeMap<>();
    latencies
        .values()
        .forEach(
            services ->
                services.forEach(
                    (service, part) ->
                        parts.computeIfAbsent(service, s -> new ArrayList<>()).add(part)));
    TreeMap<String, LatencyHistogram> all = new TreeMap<>();
    parts.forEach((service, histograms) -> all.put(service, LatencyHistogram.sum(histograms)));
    return all;
  }
}
