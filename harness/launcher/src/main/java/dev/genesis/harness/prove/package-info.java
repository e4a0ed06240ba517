/**
 * The proof that checks can fail. Checks and the services they talk to come in; every check is run
 * with each {@link dev.genesis.harness.sandbox.fault.WireFault} between it and each of its
 * services; a {@link dev.genesis.harness.prove.ProofMatrix} that says which faults it noticed goes
 * out. The command {@code prove} and the report call it.
 */
@NullMarked
package dev.genesis.harness.prove;

import org.jspecify.annotations.NullMarked;
