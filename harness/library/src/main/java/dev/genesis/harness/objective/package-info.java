/**
 * What a run is held against. A {@link dev.genesis.harness.run.CheckRun} and the settings come in,
 * one {@link dev.genesis.harness.objective.ObjectiveResult} per objective and suite goes out.
 * Whoever decides by a run (exit code, watch, deployment) asks here and nowhere else.
 */
@NullMarked
package dev.genesis.harness.objective;

import org.jspecify.annotations.NullMarked;
