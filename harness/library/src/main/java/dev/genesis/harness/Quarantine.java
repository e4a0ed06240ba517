package dev.genesis.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes a check out of the count until a date, visibly: it is not run, and it is listed with owner,
 * reason and expiry wherever the run is shown. From the day after {@link #until} it counts again.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Quarantine {
  /** Who will mend the check. */
  String owner();

  /** Why it is here. */
  String reason();

  /** The last day on which it is left out, as {@code 2026-12-31} in UTC. */
  String until();
}
