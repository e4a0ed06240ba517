package dev.genesis.harness.prove;

import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.Outcome;
import dev.genesis.harness.sandbox.fault.FaultProxies;
import dev.genesis.harness.sandbox.fault.WireFault;
import dev.genesis.harness.supervise.RunObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Runs the proof: healthy first, then round after round, and healthy again at the end. */
public final class Prover {

  /** The way checks are run through the proxies. */
  @FunctionalInterface
  public interface Runs {
    /**
     * Runs every check but those with these ids.
     *
     * @param fault the one in force, null where all is well
     */
    CheckRun run(Collection<String> leaveOut, @Nullable WireFault fault, RunObserver observer)
        throws Exception;
  }

  /**
   * What to prove with.
   *
   * @param faults which to try, in this order
   * @param warmUp for how long the healthy run is repeated until everything passes: a system that
   *     has just started may need a while; zero for one that runs
   * @param limit no round begins after this
   * @param nanos a monotonic clock
   * @param progress gets a line per round
   */
  public record Setup(
      FaultProxies proxies,
      Tolerations tolerations,
      List<WireFault> faults,
      Duration warmUp,
      Duration limit,
      LongSupplier nanos,
      Consumer<String> progress) {}

  private final Runs runs;
  private final Setup setup;
  private final long begun;
  private final MatrixBuilder matrix;
  private final List<String> problems = new ArrayList<>();
  private int rounds;

  public Prover(Runs runs, Setup setup) {
    this.runs = runs;
    this.setup = setup;
    this.begun = setup.nanos().getAsLong();
    this.matrix = new MatrixBuilder(setup.tolerations());
  }

  /** Proves everything that passes while all is well. */
  public ProofMatrix prove() throws Exception {
    setup.proxies().healAll();
    ServicesSeen seen = new ServicesSeen();
    CheckRun healthy = run(List.of(), null, seen);
    while (!passed(healthy) && elapsed().compareTo(setup.warmUp()) < 0) {
      setup.progress().accept("once more, since these do not pass yet: " + failing(healthy));
      setup.proxies().healAll(); // which counts requests anew
      seen = new ServicesSeen();
      healthy = run(List.of(), null, seen);
    }
    SortedSet<String> ids = new TreeSet<>();
    for (CheckResult result : healthy.checks()) {
      ids.add(result.id());
    }
    problems.addAll(healthy.problems());
    matrix.healthy(healthy, seen.byCheck());
    unseenRequests(seen);

    for (ProofPlan.Round round : ProofPlan.rounds(proxied(), setup.faults())) {
      round(round, ids);
    }
    setup.proxies().healAll();
    if (rounds > 1) {
      wellAgain(ids);
    }
    return matrix.build(problems, rounds, elapsed());
  }

  private static boolean passed(CheckRun run) {
    return run.checks().stream().allMatch(result -> result.outcome() == Outcome.PASSED);
  }

  private static String failing(CheckRun run) {
    List<String> ids =
        run.checks().stream()
            .filter(result -> result.outcome() != Outcome.PASSED)
            .map(CheckResult::id)
            .toList();
    String some = String.join(", ", ids.subList(0, Math.min(3, ids.size())));
    return ids.size() > 3 ? some + " and " + (ids.size() - 3) + " more" : some;
  }

  private void round(ProofPlan.Round round, Set<String> ids) throws Exception {
    WireFault fault = round.fault();
    SortedSet<String> ill = new TreeSet<>(round.services());
    ill.removeIf(service -> !setup.proxies().of(service).supports(fault));
    SortedSet<String> cannot = new TreeSet<>(round.services());
    cannot.removeAll(ill);
    matrix.notApplicable(round, cannot, "the service is not spoken to by https");
    if (ill.isEmpty()) {
      return;
    }
    if (elapsed().compareTo(setup.limit()) > 0) {
      matrix.untried(round, ill, "the time was over");
      return;
    }
    setup.progress().accept(fault.label() + " at " + String.join(", ", ill));
    setup.proxies().injectOnly(ill, fault);
    Set<String> leaveOut = new TreeSet<>(ids);
    leaveOut.removeAll(round.checks());
    ServicesSeen seen = new ServicesSeen();
    matrix.round(round, ill, run(leaveOut, fault, seen), seen.byCheck());
  }

  /** A check that fails with nothing wrong would count as noticing everything. */
  private void wellAgain(Set<String> ids) throws Exception {
    Set<String> leaveOut = new TreeSet<>(ids);
    leaveOut.removeAll(matrix.provableIds());
    for (CheckResult result : run(leaveOut, null, RunObserver.NONE).checks()) {
      if (result.outcome() != Outcome.PASSED) {
        problems.add(
            result.id()
                + " "
                + result.outcome().label()
                + " at the end although no fault was in force: what it noticed may be chance");
      }
    }
  }

  private CheckRun run(Collection<String> leaveOut, @Nullable WireFault fault, RunObserver observer)
      throws Exception {
    rounds++;
    return runs.run(leaveOut, fault, observer);
  }

  private Map<String, Set<String>> proxied() {
    Map<String, Set<String>> byId = new TreeMap<>();
    for (Map.Entry<Subject, SortedSet<String>> entry : matrix.provable().entrySet()) {
      SortedSet<String> services = new TreeSet<>(entry.getValue());
      services.retainAll(setup.proxies().names());
      byId.computeIfAbsent(entry.getKey().id(), id -> new TreeSet<>()).addAll(services);
    }
    return byId;
  }

  private void unseenRequests(ServicesSeen seen) {
    for (String service : new TreeSet<>(setup.proxies().names())) {
      long unseen = setup.proxies().of(service).requests() - seen.requests(service);
      if (unseen > 0) {
        problems.add(
            ("%s got %d requests by clients that a check built for itself: which check made them"
                    + " cannot be told; use the injected services")
                .formatted(service, unseen));
      }
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(setup.nanos().getAsLong() - begun);
  }
}
