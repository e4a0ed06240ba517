package dev.genesis.harness.run;

import dev.genesis.harness.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a check before it runs.
 *
 * @param id stable across renames of the display name: {@code suite/ClassName.methodName}, or what
 *     the annotation says after {@code suite/}
 * @param suite the suite it counts in
 * @param owner empty when nobody is named
 * @param runbook the section of the runbook, empty when none is named
 * @param timeout its own limit, null for the run's
 * @param confirm its own number of confirmations, negative for the run's
 * @param needs names of the services it talks to: those injected and those declared
 */
public record CheckMetadata(
    String id,
    String suite,
    Severity severity,
    String owner,
    String runbook,
    String description,
    @Nullable Duration timeout,
    int confirm,
    List<String> needs,
    boolean mutating,
    @Nullable Quarantined quarantine) {

  public CheckMetadata {
    needs = List.copyOf(needs);
  }

  /** The metadata of something of which only a name is known. */
  static CheckMetadata named(String suite, String name) {
    return new CheckMetadata(
        suite + "/" + name, suite, Severity.P2, "", "", "", null, -1, List.of(), false, null);
  }

  /**
   * A quarantine: who mends it, why it is there, and the last day (UTC) on which it is left out.
   */
  public record Quarantined(String owner, String reason, LocalDate until) {}
}
