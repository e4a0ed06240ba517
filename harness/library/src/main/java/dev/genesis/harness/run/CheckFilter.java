package dev.genesis.harness.run;

import dev.genesis.harness.run.CheckMetadata.Quarantined;
import dev.genesis.harness.run.RunRequest.Selection;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Decides which of the checks that were found are run: narrowing takes away silently, since it was
 * asked for; deselection, quarantine and mutations that are not allowed are kept to be shown.
 */
final class CheckFilter {
  private final Selection selection;
  private final LocalDate today;
  private final List<Pattern> excluded;
  private final Set<String> only;
  private final Map<String, LeftOut> leftOut = new LinkedHashMap<>();
  private final Set<String> suitesSeen = new TreeSet<>();
  private final Set<String> saidAndFound = new HashSet<>();

  CheckFilter(Selection selection, LocalDate today) {
    this.selection = selection;
    this.today = today;
    this.excluded = selection.exclude().stream().map(CheckFilter::glob).toList();
    this.only = Set.copyOf(selection.only());
  }

  private static Pattern glob(String id) {
    return Pattern.compile(Pattern.quote(id).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
  }

  /** Whether a check is run. */
  boolean takes(CheckMetadata check, String className, String methodName) {
    suitesSeen.add(check.suite());
    Optional<LeftOut> out = leftOut(check);
    if (!narrowedTo(check, className, methodName)) {
      return false;
    }
    out.ifPresent(o -> leftOut.putIfAbsent(check.id(), o));
    return out.isEmpty();
  }

  /**
   * Whether the run speaks for a check at all; the same for what was found and what is promised.
   */
  boolean narrowedTo(CheckMetadata check, String className, String methodName) {
    boolean inSuite = selection.suites().isEmpty() || selection.suites().contains(check.suite());
    return inSuite
        && selected(className, methodName)
        && (only.isEmpty() || only.contains(check.id()))
        && inShard(check.id());
  }

  private boolean selected(String className, String methodName) {
    if (selection.select().isEmpty()) {
      return true;
    }
    boolean selected = false;
    for (String wanted : selection.select()) {
      if (matches(wanted, className, methodName)) {
        saidAndFound.add(wanted);
        selected = true;
      }
    }
    return selected;
  }

  /** {@code PACKAGE}, {@code CLASS} or {@code CLASS#METHOD}; nested classes go with their outer. */
  private static boolean matches(String wanted, String className, String methodName) {
    int hash = wanted.indexOf('#');
    String type = (hash < 0 ? wanted : wanted.substring(0, hash)).replace('$', '.');
    if (hash >= 0 && !wanted.substring(hash + 1).equals(methodName)) {
      return false;
    }
    String qualified = className.replace('$', '.');
    if (qualified.equals(type) || (hash < 0 && qualified.startsWith(type + "."))) {
      return true;
    }
    String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    return simple.equals(type) || (hash < 0 && simple.startsWith(type + "."));
  }

  private boolean inShard(String id) {
    if (selection.shards() <= 1) {
      return true;
    }
    CRC32 hash = new CRC32();
    hash.update(id.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() % selection.shards() == selection.shard() - 1;
  }

  /** Why a check that belongs to the run is not run, if so. */
  Optional<LeftOut> leftOut(CheckMetadata check) {
    for (int i = 0; i < excluded.size(); i++) {
      if (excluded.get(i).matcher(check.id()).matches()) {
        saidAndFound.add(selection.exclude().get(i));
        return Optional.of(
            new LeftOut(check, false, "deselected by --exclude " + selection.exclude().get(i)));
      }
    }
    for (String service : selection.without()) {
      if (check.needs().contains(service)) {
        return Optional.of(new LeftOut(check, false, "deselected by --without " + service));
      }
    }
    Quarantined quarantine = check.quarantine();
    if (quarantine != null && !today.isAfter(quarantine.until())) {
      return Optional.of(quarantined(check, quarantine));
    }
    if (check.mutating() && !selection.mutations()) {
      return Optional.of(
          new LeftOut(check, false, "it changes the system; --allow-mutations lets it run"));
    }
    return Optional.empty();
  }

  static LeftOut quarantined(CheckMetadata check, Quarantined quarantine) {
    return new LeftOut(
        check,
        true,
        "in quarantine until %s: %s (%s)"
            .formatted(quarantine.until(), quarantine.reason(), quarantine.owner()));
  }

  List<LeftOut> leftOut() {
    return List.copyOf(leftOut.values());
  }

  /** What was asked for and matches nothing, one sentence each. */
  List<String> unmatched() {
    List<String> lines = new ArrayList<>();
    for (String suite : selection.suites()) {
      if (!suitesSeen.contains(suite)) {
        lines.add(
            "--suite %s: there is no such suite; there is %s"
                .formatted(suite, suitesSeen.isEmpty() ? "none" : String.join(", ", suitesSeen)));
      }
    }
    for (String wanted : selection.select()) {
      if (!saidAndFound.contains(wanted)) {
        lines.add(
            "--select %s: no check is in such a package, class or method; `list` shows them all"
                .formatted(wanted));
      }
    }
    for (String id : selection.exclude()) {
      if (!saidAndFound.contains(id)) {
        lines.add("--exclude %s: no check has that id; `list` shows them all".formatted(id));
      }
    }
    return lines;
  }
}
