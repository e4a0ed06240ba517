/**
 * One run, from request to result: discovery and execution through the JUnit Platform Launcher, the
 * journal that records every event, the merge of journals, and the immutable {@link
 * dev.genesis.harness.run.CheckRun} with its counts. A {@link dev.genesis.harness.run.RunRequest}
 * comes in, a journal goes out of the process that runs checks, a {@code CheckRun} out of the one
 * that counts. The launcher, the publishers and the objectives read it; it knows none of them.
 */
@NullMarked
package dev.genesis.harness.run;

import org.jspecify.annotations.NullMarked;
