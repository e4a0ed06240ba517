/**
 * The yardstick: how long checks usually take, kept under a name, and whether they take longer now.
 * Runs of the history come in, a {@link dev.genesis.harness.baseline.Comparison} of each check and
 * of all together goes out. The {@code baseline} command, watch and report call it.
 */
@NullMarked
package dev.genesis.harness.baseline;

import org.jspecify.annotations.NullMarked;
