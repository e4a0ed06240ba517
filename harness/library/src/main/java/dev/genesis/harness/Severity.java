package dev.genesis.harness;

/**
 * How grave it is when a check fails. {@link #P0} is a dead service, answered at once; {@link #P1}
 * within five minutes; {@link #P2} within fifteen; {@link #P3} within the hour; {@link #P4} is for
 * information. The times are those of the 48-hour monitoring plan.
 */
public enum Severity {
  P0,
  P1,
  P2,
  P3,
  P4
}
