package dev.genesis.harness.run;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.platform.commons.support.AnnotationSupport;

/** Ways to declare a check that JUnit would take for two tests, or for none. */
final class Declarations {
  private static final List<Class<? extends Annotation>> OTHER_KINDS =
      List.of(RepeatedTest.class, TestFactory.class, TestTemplate.class);

  private Declarations() {}

  /** Verifies a method that has a check annotation of its own. */
  static void verifyAnnotated(Method method, String place) {
    if (!AnnotationSupport.isAnnotated(method, Test.class)) {
      return;
    }
    for (Class<? extends Annotation> kind : OTHER_KINDS) {
      if (AnnotationSupport.isAnnotated(method, kind)) {
        throw new CheckDeclarationException(
            "%s: the check annotation makes it a plain test, beside the other kind of test that it"
                    .formatted(place)
                + " is, and it would run twice; put the check annotation on the class");
      }
    }
  }
}
