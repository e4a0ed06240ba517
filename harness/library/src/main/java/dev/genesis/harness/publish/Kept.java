package dev.genesis.harness.publish;

import dev.genesis.harness.objective.RunResult;
import dev.genesis.harness.run.RunScope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arithmetic of what is kept over runs. */
final class Kept {
  private static final KeptValues.Group NOTHING =
      new KeptValues.Group(Optional.empty(), Map.of(), Map.of());

  private Kept() {}

  /** What a history that holds nothing but this run would say. */
  static KeptValues.Group orThisRunOnly(JudgedRun run, String suite, KeptValues kept) {
    RunScope scope = run.run().scope();
    return kept.of(suite, scope).orElseGet(() -> withThisRun(NOTHING, run, suite));
  }

  /** A group's values before this run, and this run. */
  static KeptValues.Group withThisRun(KeptValues.Group before, JudgedRun run, String suite) {
    RunResult result = run.resultOf(suite);
    Instant end = run.run().finishedAt();
    Map<String, Long> runs = new HashMap<>(before.runsTotal());
    runs.merge(result.label(), 1L, Long::sum);
    Map<String, Instant> checks = new HashMap<>(before.checkLastSuccess());
    for (CheckSeries check : CheckSeries.of(run.run().checksOf(suite))) {
      if (check.success() && !check.item()) {
        checks.merge(check.id(), end, Kept::later);
      }
    }
    Optional<Instant> success =
        result == RunResult.MET
            ? Optional.of(before.lastSuccess().map(t -> later(t, end)).orElse(end))
            : before.lastSuccess();
    return new KeptValues.Group(success, runs, checks);
  }

  /**
   * The better of two accounts of the same group, this run included in both: nothing that either
   * remembers is erased, and counters never go back because a machine or its history is new.
   *
   * @param history null when it can't be read
   */
  static KeptValues.Group better(KeptValues.@Nullable Group history, KeptValues.Group pushed) {
    if (history == null) {
      return pushed;
    }
    Map<String, Instant> checks = new HashMap<>(pushed.checkLastSuccess());
    history.checkLastSuccess().forEach((id, time) -> checks.merge(id, time, Kept::later));
    Optional<Instant> success =
        history.lastSuccess().isEmpty()
            ? pushed.lastSuccess()
            : history
                .lastSuccess()
                .map(time -> later(time, pushed.lastSuccess().orElse(Instant.MIN)));
    Map<String, Long> runs = new HashMap<>(pushed.runsTotal());
    history.runsTotal().forEach((result, n) -> runs.merge(result, n, Math::max));
    return new KeptValues.Group(success, runs, checks);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
