package dev.genesis.harness.watch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was wrong during the watch, from the checkpoint that saw it first to the one that
 * saw it gone.
 *
 * @param key what it is about: an objective, a check or an alert; at most one of a key is open
 * @param priority {@code P0} or {@code P1}
 * @param openedBy the checkpoint that saw it first
 * @param closedAt null while it lasts
 * @param evidence what each checkpoint saw of it, with its number, in order
 */
public record Incident(
    String key,
    String priority,
    Instant openedAt,
    String openedBy,
    @Nullable Instant closedAt,
    @Nullable String closedBy,
    List<String> evidence) {
  public Incident {
    evidence = List.copyOf(evidence);
  }

  public boolean open() {
    return closedAt == null;
  }
}
