package dev.genesis.harness.sandbox.genesis;

import java.util.Locale;
import java.util.Set;

/** A component of Genesis, as {@code /health} and the {@code component} label name it. */
enum Component {
  HTDAG_PLANNER(Fault.UNHEALTHY_HTDAG_PLANNER),
  HALO_ROUTER(Fault.UNHEALTHY_HALO_ROUTER),
  AOP_VALIDATOR(Fault.UNHEALTHY_AOP_VALIDATOR),
  ERROR_HANDLER(Fault.UNHEALTHY_ERROR_HANDLER),
  OBSERVABILITY(Fault.UNHEALTHY_OBSERVABILITY),
  SECURITY(Fault.UNHEALTHY_SECURITY),
  FEATURE_FLAGS(Fault.UNHEALTHY_FEATURE_FLAGS),
  CIRCUIT_BREAKER(Fault.UNHEALTHY_CIRCUIT_BREAKER);

  private final Fault unhealthy;

  Component(Fault unhealthy) {
    this.unhealthy = unhealthy;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean healthy(Set<Fault> faults) {
    return !faults.contains(unhealthy)
        && !faults.contains(Fault.ALL_UNHEALTHY)
        && !(this == AOP_VALIDATOR && faults.contains(Fault.UNHEALTHY_COMPONENT));
  }
}
