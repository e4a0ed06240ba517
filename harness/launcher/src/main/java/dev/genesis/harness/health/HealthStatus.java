package dev.genesis.harness.health;

/** How one preflight check ended, the best first. */
public enum HealthStatus {
  OK,
  WARNING,
  FAILED
}
