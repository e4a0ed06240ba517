package dev.genesis.harness.run;

import dev.genesis.harness.run.RunRequest.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a run after the processes that were settled so far. */
final class RunStates {
  /** Processes that died without saying of whom, and what ran in them. */
  private record Death(String sentence, List<String> uniqueIds) {}

  private final Map<String, Integer> lastCounts;
  private final Map<String, CheckState> states = new LinkedHashMap<>();
  private final Map<String, Integer> givenByTemplate = new HashMap<>();
  private final Map<String, Failure> cameThroughLater = new HashMap<>();
  private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();
  private final Set<String> inconclusive = new LinkedHashSet<>();
  private final Set<String> told = new LinkedHashSet<>();
  private final List<Death> deaths = new ArrayList<>();
  private final Set<String> guilty = new HashSet<>();
  private LocalDate today = LocalDate.EPOCH;

  RunStates(Map<String, Integer> lastCounts) {
    this.lastCounts = Map.copyOf(lastCounts);
  }

  void day(Instant at) {
    today = LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** The state of a node's check; null if the check is in quarantine and does not count. */
  @Nullable CheckState of(LedgerNode node) {
    CheckMetadata check = node.planned.check();
    if (check == null) {
      check = CheckMetadata.named(node.planned.suite(), node.containerName());
    }
    CheckMetadata.Quarantined quarantine = check.quarantine();
    if (quarantine != null && !today.isAfter(quarantine.until())) {
      leftOut.putIfAbsent(check.id(), CheckFilter.quarantined(check, quarantine));
      return null;
    }
    CheckState known = states.get(node.planned.uniqueId());
    if (known == null) {
      LedgerNode above = node.parent;
      String template = above != null && above.isTemplate() ? above.planned.uniqueId() : null;
      known = new CheckState(node.planned.uniqueId(), template, check, node.fullName());
      states.put(known.uniqueId, known);
      if (template != null) {
        givenByTemplate.merge(template, 1, Integer::sum);
      }
    }
    return known;
  }

  /** How many tests a template gave, in this process and those before. */
  int given(String template, int now) {
    return now + givenByTemplate.getOrDefault(template, 0);
  }

  /** As many as it had in its last complete run, or says it has; one at least. */
  int owed(LedgerNode template, int given) {
    int last = template.planned.dynamic() ? 0 : lastCount(template);
    return Math.max(1, Math.max(template.planned.declared(), last) - given);
  }

  private int lastCount(LedgerNode template) {
    CheckMetadata check = template.planned.check();
    if (check != null) {
      return lastCounts.getOrDefault(check.id(), 0);
    }
    String ofClass = template.planned.suite() + "/" + template.containerName() + ".";
    return lastCounts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(ofClass))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** A template gave all its tests: it owes nothing itself; if it had failed before, they did. */
  void templateCameThrough(String uniqueId) {
    CheckState before = states.remove(uniqueId);
    if (before != null && before.outcome == Outcome.FAILED && before.failure != null) {
      cameThroughLater.put(uniqueId, before.failure);
    }
  }

  /** A failure that belongs to no check. */
  void item(LedgerNode container, Failure failure) {
    String name = container.containerName();
    item(container.planned.uniqueId(), container.planned.suite(), name, failure);
    told.add(name + ": " + firstLine(failure.message()));
  }

  void item(String key, String suite, String name, Failure failure) {
    CheckState item =
        states.computeIfAbsent(
            "item " + key, k -> new CheckState(k, null, CheckMetadata.named(suite, name), name));
    item.item = true;
    item.confirmable = false;
    if (item.outcome == null) {
      item.decide(Outcome.FAILED, failure, null, Duration.ZERO);
    }
  }

  /** A check that was never in any plan: promised, or declared in a way that cannot run. */
  void unplanned(
      String key,
      CheckMetadata check,
      Outcome outcome,
      @Nullable Failure failure,
      @Nullable String note) {
    CheckState state =
        states.computeIfAbsent(
            key,
            k -> new CheckState(k, null, check, check.id().substring(check.id().indexOf('/') + 1)));
    state.confirmable = false;
    if (state.outcome == null) {
      state.decide(outcome, failure, note, Duration.ZERO);
      state.attempts = 0;
    }
  }

  void leftOut(LeftOut out) {
    leftOut.putIfAbsent(out.check().id(), out);
  }

  void inconclusive(String sentence) {
    if (inconclusive.size() < 100) {
      inconclusive.add(sentence);
    }
  }

  /** Something worth knowing that does not make the run inconclusive. */
  void tell(String sentence) {
    if (told.size() < 100) {
      told.add(sentence);
    }
  }

  void guilty(String uniqueId) {
    guilty.add(uniqueId);
  }

  /** A process died, and any of these may have killed it. */
  void died(String sentence, List<String> uniqueIds) {
    deaths.add(new Death(sentence, uniqueIds));
    tell(sentence + "; each was run again alone");
  }

  /** A death that nobody repeated alone is the run's own failure. */
  void settleDeaths(String suite) {
    for (Death death : deaths) {
      boolean laid =
          death.uniqueIds().stream()
              .anyMatch(
                  id -> {
                    CheckState state = states.get(id);
                    return guilty.contains(id) || (state != null && state.outcome == null);
                  });
      if (!laid) {
        item(
            death.sentence(),
            suite,
            "process",
            new Failure(FailureReason.HARNESS, "", death.sentence(), ""));
      }
    }
  }

  Collection<CheckState> all() {
    return states.values();
  }

  @Nullable CheckState find(String uniqueId) {
    return states.get(uniqueId);
  }

  Collection<LeftOut> allLeftOut() {
    return leftOut.values();
  }

  Set<String> inconclusive() {
    return inconclusive;
  }

  Set<String> told() {
    return told;
  }

  /** What a test's template failed with before it came through, if it did. */
  @Nullable Failure failedBefore(CheckState test) {
    return test.template == null ? null : cameThroughLater.get(test.template);
  }

  /** The containers that may have killed a process and hold checks that are still undecided. */
  List<String> undecidedSuspects() {
    Set<String> ids = new LinkedHashSet<>();
    for (Death death : deaths) {
      for (String id : death.uniqueIds()) {
        CheckState state = states.get(id);
        boolean open =
            state != null
                ? state.outcome == null && state.suspect
                : states.values().stream()
                    .anyMatch(s -> s.outcome == null && s.uniqueId.startsWith(id + "/"));
        if (open && !guilty.contains(id)) {
          ids.add(id);
        }
      }
    }
    return List.copyOf(ids);
  }

  /** Promises that no process came to look for. */
  void promises(Manifest manifest, Selection selection, String note) {
    CheckFilter filter = new CheckFilter(selection, today);
    for (Manifest.Promise promise : manifest.promises()) {
      CheckMetadata check = promise.check();
      if (filter.narrowedTo(check, promise.className(), promise.method())) {
        filter
            .leftOut(check)
            .ifPresentOrElse(
                this::leftOut,
                () -> unplanned("promise " + check.id(), check, Outcome.NOT_RUN, null, note));
      }
    }
  }

  static String firstLine(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
