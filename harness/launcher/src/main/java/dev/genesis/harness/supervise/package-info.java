/**
 * The parent of the process that runs checks. A {@link dev.genesis.harness.supervise.RunOrder}
 * comes in; child JVMs are started, watched, restarted and ended, their journals read and merged,
 * the run judged, stored and published; a {@link dev.genesis.harness.publish.RunOutcome} goes out.
 * Every command that runs checks calls it, and none starts a JVM itself.
 */
@NullMarked
package dev.genesis.harness.supervise;

import org.jspecify.annotations.NullMarked;
