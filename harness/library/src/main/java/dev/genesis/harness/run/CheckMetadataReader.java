package dev.genesis.harness.run;

import dev.genesis.harness.Quarantine;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.run.CheckMetadata.Quarantined;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Reads what is known of a check from its method and class: annotations of the method go before
 * those of its class, those before the class around it. A test without any check annotation is a
 * check too; it has the suite of its jar and the defaults.
 */
public final class CheckMetadataReader {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.$/-]{1,200}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Class<?> type;
  private final @Nullable Method method;

  private CheckMetadataReader(Class<?> type, @Nullable Method method) {
    this.type = type;
    this.method = method;
  }

  /**
   * The metadata of a test method.
   *
   * @param type the class that is run, which may inherit the method
   * @param fallbackSuite the suite where no annotation names one: that of the jar
   * @throws CheckDeclarationException if the annotations cannot be or contradict each other
   */
  public static CheckMetadata read(Class<?> type, Method method, String fallbackSuite) {
    return new CheckMetadataReader(type, method).metadata(fallbackSuite);
  }

  /** The metadata of a class, for failures that are listed in its own name. */
  public static CheckMetadata read(Class<?> type, String fallbackSuite) {
    return new CheckMetadataReader(type, null).metadata(fallbackSuite);
  }

  /** Whether the method or its class has an annotation that makes it a check of a suite. */
  public static boolean isAnnotated(Class<?> type, Method method) {
    CheckMetadataReader reader = new CheckMetadataReader(type, method);
    return reader.elements().stream()
        .anyMatch(element -> CheckAnnotations.of(element, reader.place()).isPresent());
  }

  private CheckMetadata metadata(String fallbackSuite) {
    List<CheckAnnotations> annotations = new ArrayList<>();
    for (AnnotatedElement element : elements()) {
      CheckAnnotations.of(element, place()).ifPresent(annotations::add);
    }
    if (method != null && CheckAnnotations.of(method, place()).isPresent()) {
      Declarations.verifyAnnotated(method, place());
    }
    String suite = annotations.stream().findFirst().map(a -> a.suite()).orElse(fallbackSuite);
    if (!NAME.matcher(suite).matches()) {
      throw wrong(
          "the suite '%s' is no plain name; use letters, digits, dot, dash, underscore"
              .formatted(suite));
    }
    return new CheckMetadata(
        suite + "/" + id(annotations),
        suite,
        severity(annotations),
        text(annotations, "owner"),
        text(annotations, "runbook"),
        text(annotations, "description"),
        timeout(annotations),
        confirm(annotations),
        List.copyOf(needs(annotations)),
        annotations.stream().anyMatch(a -> a.flag("mutating")),
        quarantine());
  }

  /** The method, its class, and the classes around that, nearest first. */
  private List<AnnotatedElement> elements() {
    List<AnnotatedElement> elements = new ArrayList<>();
    if (method != null) {
      elements.add(method);
    }
    for (Class<?> c : classes()) {
      elements.add(c);
    }
    return elements;
  }

  private List<Class<?>> classes() {
    List<Class<?>> classes = new ArrayList<>();
    Class<?> next = type;
    while (next != null) {
      classes.add(next);
      // only an inner class (@Nested) inherits from the class around it; a static one stands alone
      next = Modifier.isStatic(next.getModifiers()) ? null : next.getEnclosingClass();
    }
    return classes;
  }

  private String id(List<CheckAnnotations> annotations) {
    // an id on a class would be that of all its checks
    String own =
        method == null
            ? ""
            : CheckAnnotations.of(method, place()).map(a -> a.text("id")).orElse("");
    boolean onClass =
        annotations.stream().anyMatch(a -> a.element() != method && !a.text("id").isEmpty());
    if (onClass) {
      throw wrong("an id on a class would be the id of all its checks; put it on a method");
    }
    String id = own.isEmpty() ? place() : own;
    if (!ID.matcher(id).matches() && !own.isEmpty()) {
      throw wrong(
          "the id '%s' is no plain name; use letters, digits, dot, dash, underscore".formatted(id));
    }
    return id;
  }

  private Severity severity(List<CheckAnnotations> annotations) {
    for (CheckAnnotations annotation : annotations) {
      Severity[] severities = annotation.severities();
      if (severities.length > 1) {
        throw wrong("it has %s severities; a check has one".formatted(severities.length));
      }
      if (severities.length == 1) {
        return severities[0];
      }
    }
    return Severity.P2;
  }

  private static String text(List<CheckAnnotations> annotations, String attribute) {
    return annotations.stream()
        .map(a -> a.text(attribute))
        .filter(t -> !t.isEmpty())
        .findFirst()
        .orElse("");
  }

  private @Nullable Duration timeout(List<CheckAnnotations> annotations) {
    String text = text(annotations, "timeout");
    if (text.isEmpty()) {
      return null;
    }
    try {
      return SettingType.LIMIT.parser().apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong("the timeout '%s' %s".formatted(text, e.getMessage()));
    }
  }

  private int confirm(List<CheckAnnotations> annotations) {
    int confirm =
        annotations.stream()
            .mapToInt(a -> a.number("confirm"))
            .filter(n -> n >= 0)
            .findFirst()
            .orElse(-1);
    if (confirm > 10) {
      throw wrong("it is confirmed %s times; write 10 at most".formatted(confirm));
    }
    return confirm;
  }

  private Set<String> needs(List<CheckAnnotations> annotations) {
    Set<String> needs = new LinkedHashSet<>();
    if (method != null) {
      addInjected(method, needs);
    }
    for (Class<?> c : classes()) {
      for (Constructor<?> constructor : c.getDeclaredConstructors()) {
        addInjected(constructor, needs);
      }
      for (Class<?> up = c; up != null && up != Object.class; up = up.getSuperclass()) {
        for (Method m : up.getDeclaredMethods()) {
          if (m.isAnnotationPresent(BeforeEach.class)
              || m.isAnnotationPresent(BeforeAll.class)
              || m.isAnnotationPresent(AfterEach.class)
              || m.isAnnotationPresent(AfterAll.class)) {
            addInjected(m, needs);
          }
        }
      }
    }
    annotations.forEach(a -> needs.addAll(List.of(a.texts("needs"))));
    for (String need : needs) {
      if (!NAME.matcher(need).matches()) {
        throw wrong("'%s' is no name of a service; write one such as genesis".formatted(need));
      }
    }
    return needs;
  }

  private static void addInjected(Executable executable, Set<String> needs) {
    for (Parameter parameter : executable.getParameters()) {
      Service service = parameter.getAnnotation(Service.class);
      if (service != null) {
        needs.add(service.value());
      }
    }
  }

  private @Nullable Quarantined quarantine() {
    for (AnnotatedElement element : elements()) {
      Optional<Quarantine> found = AnnotationSupport.findAnnotation(element, Quarantine.class);
      if (found.isPresent()) {
        Quarantine quarantine = found.get();
        if (quarantine.owner().isBlank() || quarantine.reason().isBlank()) {
          throw wrong("a quarantine needs an owner and a reason; write both");
        }
        try {
          return new Quarantined(
              quarantine.owner(), quarantine.reason(), LocalDate.parse(quarantine.until()));
        } catch (DateTimeParseException e) {
          throw wrong(
              "the quarantine ends on '%s', which is no date; write one such as 2026-12-31"
                  .formatted(quarantine.until()));
        }
      }
    }
    return null;
  }

  /** {@code ClassName.methodName}, nested classes with those around them. */
  private String place() {
    StringBuilder name = new StringBuilder(type.getSimpleName());
    for (Class<?> c = type.getEnclosingClass(); c != null; c = c.getEnclosingClass()) {
      name.insert(0, c.getSimpleName() + ".");
    }
    return method == null ? name.toString() : name + "." + method.getName();
  }

  private CheckDeclarationException wrong(String message) {
    return new CheckDeclarationException(place() + ": " + message);
  }
}
