package dev.genesis.harness.run;

import dev.genesis.harness.CheckSuite;
import dev.genesis.harness.Severity;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The check annotation on one element with the annotations that it is composed of, nearest first:
 * an annotation of one's own may be annotated with {@code @ProductionCheck(severity = P0)} and
 * override some of it. Attributes are known by their names and types.
 */
record CheckAnnotations(AnnotatedElement element, List<Annotation> chain, String suite) {

  static Optional<CheckAnnotations> of(AnnotatedElement element, String place) {
    @Nullable CheckAnnotations found = null;
    for (Annotation annotation : element.getAnnotations()) {
      List<Annotation> chain = new ArrayList<>();
      if (!follow(annotation, chain, new HashSet<>())) {
        continue;
      }
      String suite =
          chain.get(chain.size() - 1).annotationType().getAnnotation(CheckSuite.class).value();
      if (found != null) {
        throw new CheckDeclarationException(
            "%s: @%s and @%s contradict each other; keep one of them"
                .formatted(
                    place,
                    found.chain().get(0).annotationType().getSimpleName(),
                    annotation.annotationType().getSimpleName()));
      }
      found = new CheckAnnotations(element, List.copyOf(chain), suite);
    }
    return Optional.ofNullable(found);
  }

  /** Whether the annotation is a check annotation; the chain down to the one with the suite. */
  private static boolean follow(
      Annotation annotation, List<Annotation> chain, Set<Class<?>> visited) {
    Class<? extends Annotation> type = annotation.annotationType();
    if (type.getName().startsWith("java.") || !visited.add(type)) {
      return false;
    }
    chain.add(annotation);
    if (type.isAnnotationPresent(CheckSuite.class)) {
      return true;
    }
    for (Annotation above : type.getAnnotations()) {
      if (follow(above, chain, visited)) {
        return true;
      }
    }
    chain.remove(chain.size() - 1);
    return false;
  }

  String text(String attribute) {
    return value(attribute, String.class, text -> !text.isEmpty()).orElse("");
  }

  String[] texts(String attribute) {
    return value(attribute, String[].class, texts -> texts.length > 0).orElse(new String[0]);
  }

  int number(String attribute) {
    return value(attribute, Integer.class, number -> number >= 0).orElse(-1);
  }

  boolean flag(String attribute) {
    return value(attribute, Boolean.class, flag -> flag).orElse(false);
  }

  /** One's own annotation may declare {@code Severity severity()} as well as an array. */
  Severity[] severities() {
    for (Annotation annotation : chain) {
      Object value = read(annotation, "severity");
      if (value instanceof Severity severity) {
        return new Severity[] {severity};
      }
      if (value instanceof Severity[] severities && severities.length > 0) {
        return severities;
      }
    }
    return new Severity[0];
  }

  private <T> Optional<T> value(String attribute, Class<T> type, Predicate<T> isSaid) {
    for (Annotation annotation : chain) {
      Object value = read(annotation, attribute);
      if (type.isInstance(value) && isSaid.test(type.cast(value))) {
        return Optional.of(type.cast(value));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object read(Annotation annotation, String attribute) {
    try {
      Method method = annotation.annotationType().getDeclaredMethod(attribute);
      // an annotation type need not be public
      method.setAccessible(true);
      return method.invoke(annotation);
    } catch (NoSuchMethodException e) {
      return null; // an annotation of one's own leaves out what it does not need
    } catch (ReflectiveOperationException e) {
      throw new CheckDeclarationException(
          "@%s.%s cannot be read: %s"
              .formatted(annotation.annotationType().getSimpleName(), attribute, e));
    }
  }
}
