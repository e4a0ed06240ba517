/**
 * The preflight checks of the runner itself: can this machine, with this configuration, check
 * anything at all? The settings in force come in, a {@link dev.genesis.harness.health.HealthReport}
 * of nine findings goes out. The commands {@code health}, {@code deploy} and {@code watch} ask for
 * it.
 */
@NullMarked
package dev.genesis.harness.health;

import org.jspecify.annotations.NullMarked;
