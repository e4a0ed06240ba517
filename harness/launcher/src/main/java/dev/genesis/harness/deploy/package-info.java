/**
 * The gate of a deployment: keep it, or roll it back. What was measured before and since the
 * switch, and how the checks ended, come in; a {@link dev.genesis.harness.deploy.Decision} with its
 * reasons goes out. The command {@code deploy} acts on it; {@code watch} records it.
 */
@NullMarked
package dev.genesis.harness.deploy;

import org.jspecify.annotations.NullMarked;
