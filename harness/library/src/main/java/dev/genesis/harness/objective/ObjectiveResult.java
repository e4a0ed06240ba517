package dev.genesis.harness.objective;

import org.jspecify.annotations.Nullable;

/**
 * One objective held against one run.
 *
 * @param name such as {@code test pass rate}
 * @param suite the suite it was measured over, null for the whole run
 * @param target in the objective's own unit (a ratio from 0 to 1, a count)
 * @param note what the number can bear, when that is less than it seems; null otherwise
 */
public record ObjectiveResult(
    String name,
    @Nullable String suite,
    double target,
    double actual,
    boolean met,
    @Nullable String note) {}
