package dev.genesis.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.CheckSuite;
import dev.genesis.harness.Service;
import dev.genesis.harness.extension.CheckExtension;
import dev.genesis.harness.service.HttpService;
import io.restassured.specification.RequestSpecification;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks that are green whatever happens, each in a way that is easily written by mistake. {@code
 * genesis prove} finds out every one of them; see the README beside this file.
 */
class VacuousChecks {

  /** The suite of these checks. */
  @Test
  @CheckSuite("vacuous")
  @ExtendWith(CheckExtension.class)
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface VacuousCheck {}

  /** Measures itself and not the service. */
  @VacuousCheck
  void sleepsAndIsFast() throws InterruptedException {
    Instant begin = Instant.now();
    Thread.sleep(1);
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  /** Asserts what cannot be otherwise. */
  @VacuousCheck
  void assertsTheObvious(@Service("genesis") RequestSpecification genesis) {
    assertThat(genesis).isNotNull();
  }

  /** Asks, and takes every failure for a detail. */
  @VacuousCheck
  void swallowsEveryFailure(@Service("genesis") HttpService genesis) {
    try {
      genesis.get("/health").expectStatus(200);
    } catch (RuntimeException | AssertionError e) {
      System.out.println("never mind: " + e.getClass().getSimpleName());
    }
  }

  /** Asks on another thread, where nobody hears the assertion. */
  @VacuousCheck
  void assertsWhereNobodyHears(@Service("genesis") HttpService genesis)
      throws InterruptedException {
    Thread asking =
        new Thread(
            () -> {
              try {
                genesis.get("/health").expectStatus(200);
              } catch (RuntimeException | AssertionError e) {
                // so that the log stays clean
              }
            });
    asking.start();
    asking.join();
  }
}
