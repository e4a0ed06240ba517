package dev.genesis.harness;

import dev.genesis.harness.extension.CheckExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A check of the smoke suite: what must be true in the first minute after a deployment.
 *
 * <p>On a method it makes a JUnit test of it. On a class it gives defaults to every check in the
 * class, whatever kind of test it is (plain, parameterized, repeated, factory); what a method says
 * itself goes before what its class says. Checks run concurrently unless a class or method says
 * {@code @Execution(SAME_THREAD)}.
 */
@Test
@CheckSuite("smoke")
@ExtendWith(CheckExtension.class)
@Execution(ExecutionMode.CONCURRENT)
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface SmokeCheck {
  /** The check's id without the suite; {@code ClassName.methodName} when empty. */
  String id() default "";

  /** How grave a failure is; {@link Severity#P2} when neither method nor class says. */
  Severity[] severity() default {};

  /** The team that answers for it, such as {@code genesis-sre}. */
  String owner() default "";

  /** The runbook section that tells what to do, such as {@code genesisservicedown}. */
  String runbook() default "";

  /** What it looks at and why, in a sentence. */
  String description() default "";

  /** The longest it may take, such as {@code 500ms} or {@code 10s}; the run's limit when empty. */
  String timeout() default "";

  /** How often a failure is confirmed before it counts; the run's number when negative. */
  int confirm() default -1;

  /** The services that it needs beside those injected into it; {@code --without} goes by them. */
  String[] needs() default {};

  /** Whether it changes the system; such a check runs only with {@code --allow-mutations}. */
  boolean mutating() default false;
}
