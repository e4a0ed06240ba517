package dev.genesis.harness.history;

import dev.genesis.harness.Severity;
import dev.genesis.harness.run.Failure;
import dev.genesis.harness.run.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a check ended in a run, as the history has it.
 *
 * @param item whether it is a failure of no check, in a container's or the run's name
 * @param failure null when it did not fail (and was not flaky), or when details were not asked for
 */
public record ResultRecord(
    String runId,
    String suite,
    String checkId,
    String displayName,
    Severity severity,
    String owner,
    String runbook,
    Outcome outcome,
    boolean item,
    boolean flaky,
    int attempts,
    Duration took,
    int requests,
    @Nullable String note,
    @Nullable Failure failure) {}
