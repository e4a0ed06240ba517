package dev.genesis.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an annotation the check annotation of a suite, as {@link ProductionCheck} and {@link
 * SmokeCheck} are. The annotation takes any of their attributes, by the same names and types; those
 * that it leaves out have the defaults.
 *
 * <pre>{@code
 * @Test
 * @CheckSuite("billing")
 * @ExtendWith(CheckExtension.class)
 * @Retention(RetentionPolicy.RUNTIME)
 * @Target({ElementType.METHOD, ElementType.TYPE})
 * public @interface BillingCheck {
 *   Severity[] severity() default {};
 *   String owner() default "";
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface CheckSuite {
  /** The suite's name: letters, digits, dot, dash and underscore. */
  String value();
}
