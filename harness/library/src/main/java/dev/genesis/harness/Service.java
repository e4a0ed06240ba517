package dev.genesis.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hands a check one of the configured services. The parameter is an {@code
 * io.restassured.specification.RequestSpecification}, a {@link
 * dev.genesis.harness.service.HttpService}, a {@link dev.genesis.harness.service.PromQl} client or
 * a plain {@link java.net.URI}.
 *
 * <pre>{@code
 * @ProductionCheck(severity = Severity.P0, owner = "genesis-sre", runbook = "genesisservicedown")
 * void respondsHealthy(@Service("genesis") RequestSpecification genesis) {
 *   genesis.get("/health").then().statusCode(200).body("status", equalTo("healthy"));
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Service {
  /** The service's name, as in {@code genesis.service.NAME.url}. */
  String value();
}
