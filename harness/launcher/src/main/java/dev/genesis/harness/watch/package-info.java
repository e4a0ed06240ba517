/**
 * The watch after a deployment. A schedule of checkpoints comes in; at each checkpoint the checks
 * run, Prometheus is asked for the objectives and the alerts, and what was found is kept as
 * evidence; a verdict with a reason for each criterion goes out. The commands {@code watch} and
 * {@code deploy} call it; it runs checks through {@code supervise} and keeps its state in {@code
 * history}.
 */
@NullMarked
package dev.genesis.harness.watch;

import org.jspecify.annotations.NullMarked;
