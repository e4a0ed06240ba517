package dev.genesis.harness.prove;

import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.sandbox.fault.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gathers the matrix from runs: which checks there are, and how each ended under which fault. */
final class MatrixBuilder {
  private static final int LONGEST_NOTE = 200;

  private final Tolerations tolerations;
  private final SortedMap<Subject, SortedSet<String>> provable = new TreeMap<>();
  private final SortedMap<String, String> unprovable = new TreeMap<>();
  private final SortedMap<Subject, List<Cell>> cells = new TreeMap<>();

  MatrixBuilder(Tolerations tolerations) {
    this.tolerations = tolerations;
  }

  /** The healthy run: only what passes there can be proven. */
  void healthy(CheckRun run, Map<Subject, SortedSet<String>> seen) {
    for (CheckResult result : run.checks()) {
      Subject subject = new Subject(result.id(), result.displayName());
      if (result.outcome() == Outcome.PASSED) {
        provable.put(subject, seen.getOrDefault(subject, new TreeSet<>()));
        cells.put(subject, new ArrayList<>());
      } else {
        unprovable.put(result.id(), result.outcome().label() + ": " + said(result));
      }
    }
  }

  SortedMap<Subject, SortedSet<String>> provable() {
    return provable;
  }

  Set<String> provableIds() {
    Set<String> ids = new TreeSet<>();
    provable.keySet().forEach(subject -> ids.add(subject.id()));
    return ids;
  }

  void notApplicable(ProofPlan.Round round, Set<String> services, String why) {
    each(
        round,
        services,
        (subject, service) -> cell(service, round.fault(), Verdict.NOT_APPLICABLE, why));
  }

  void untried(ProofPlan.Round round, Set<String> services, String why) {
    each(round, services, (subject, service) -> cell(service, round.fault(), Verdict.UNTRIED, why));
  }

  /** A round that ran. */
  void round(
      ProofPlan.Round round, Set<String> ill, CheckRun run, Map<Subject, SortedSet<String>> seen) {
    each(
        round,
        ill,
        (subject, service) -> {
          Optional<CheckResult> result = resultOf(subject, run);
          boolean talked = seen.getOrDefault(subject, new TreeSet<>()).contains(service);
          return result
              .map(r -> judge(subject, service, round.fault(), r, talked))
              .orElseGet(
                  () -> cell(service, round.fault(), Verdict.UNTRIED, "it was not in the run"));
        });
  }

  private interface Judge {
    Cell judge(Subject subject, String service);
  }

  private void each(ProofPlan.Round round, Set<String> services, Judge judge) {
    for (Map.Entry<Subject, SortedSet<String>> entry : provable.entrySet()) {
      Subject subject = entry.getKey();
      if (round.checks().contains(subject.id())) {
        for (String service : entry.getValue()) {
          if (services.contains(service)) {
            cellsOf(subject).add(judge.judge(subject, service));
          }
        }
      }
    }
  }

  private List<Cell> cellsOf(Subject subject) {
    return cells.computeIfAbsent(subject, s -> new ArrayList<>());
  }

  /** Its own result, else that of what made it: a template that failed before it made any. */
  private static Optional<CheckResult> resultOf(Subject subject, CheckRun run) {
    List<CheckResult> ofId =
        run.checks().stream().filter(r -> r.id().equals(subject.id()) && !r.item()).toList();
    return ofId.stream()
        .filter(r -> r.displayName().equals(subject.displayName()))
        .findFirst()
        .or(() -> ofId.stream().filter(r -> r.outcome() == Outcome.FAILED).findFirst());
  }

  private Cell judge(
      Subject subject, String service, WireFault fault, CheckResult result, boolean talked) {
    if (result.outcome() == Outcome.FAILED) {
      boolean harness =
          result.failure() != null && result.failure().reason() == FailureReason.HARNESS;
      return cell(service, fault, harness ? Verdict.UNTRIED : Verdict.DETECTED, said(result));
    }
    if (result.outcome() == Outcome.NOT_RUN) {
      return cell(service, fault, Verdict.UNTRIED, said(result));
    }
    if (!talked) {
      return cell(
          service, fault, Verdict.NOT_APPLICABLE, "it did not talk to the service this time");
    }
    return tolerations
        .reason(subject.id(), service, fault)
        .map(reason -> cell(service, fault, Verdict.DECLARED, reason))
        .orElseGet(
            () -> {
              String how = result.outcome() == Outcome.PASSED ? "" : said(result);
              return cell(service, fault, Verdict.TOLERATED, how);
            });
  }

  private static Cell cell(String service, WireFault fault, Verdict verdict, String note) {
    return new Cell(service, fault, verdict, note);
  }

  private static String said(CheckResult result) {
    String text =
        result.failure() == null
            ? Optional.ofNullable(result.note()).orElse(result.outcome().label())
            : result.failure().reason().label() + ": " + result.failure().message();
    String line = text.strip().lines().findFirst().orElse("").strip();
    return line.length() <= LONGEST_NOTE ? line : line.substring(0, LONGEST_NOTE - 1) + "…";
  }

  ProofMatrix build(List<String> problems, int rounds, Duration took) {
    List<ProvenCheck> checks = new ArrayList<>();
    Map<String, Long> sharing = new TreeMap<>();
    provable.keySet().forEach(subject -> sharing.merge(subject.id(), 1L, Long::sum));
    for (Map.Entry<Subject, SortedSet<String>> entry : provable.entrySet()) {
      Subject subject = entry.getKey();
      boolean alone = sharing.getOrDefault(subject.id(), 1L) == 1;
      List<Cell> row = new ArrayList<>(cellsOf(subject));
      row.sort(Comparator.comparing(Cell::service).thenComparing(Cell::fault));
      checks.add(
          new ProvenCheck(
              subject.id(),
              alone ? subject.id() : subject.id() + " " + subject.displayName(),
              entry.getValue(),
              row));
    }
    List<String> all = new ArrayList<>(problems);
    for (String needless : tolerations.needless(checks)) {
      all.add(
          Tolerations.FILE
              + ": '"
              + needless
              + "' excuses nothing: no such check passed under that fault; remove the line");
    }
    return new ProofMatrix(checks, unprovable, all, rounds, took);
  }
}
