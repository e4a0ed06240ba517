package dev.genesis.harness.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Annotations of source elements, with those that they are composed of. */
final class Annotations {
  private static final String SUITE = "dev.genesis.harness.CheckSuite";

  private final Elements elements;

  Annotations(Elements elements) {
    this.elements = elements;
  }

  /** The check annotation of an element and those that it is composed of, nearest first. */
  record Chain(List<AnnotationMirror> mirrors, String suite) {
    AnnotationMirror first() {
      return mirrors.get(0);
    }
  }

  /** The check annotations of one element; more than one contradict each other. */
  List<Chain> chains(Element element) {
    List<Chain> chains = new ArrayList<>();
    for (AnnotationMirror annotation : elements.getAllAnnotationMirrors(element)) {
      List<AnnotationMirror> mirrors = new ArrayList<>();
      String suite = follow(annotation, mirrors, new HashSet<>());
      if (suite != null) {
        chains.add(new Chain(List.copyOf(mirrors), suite));
      }
    }
    return chains;
  }

  private @Nullable String follow(
      AnnotationMirror annotation, List<AnnotationMirror> mirrors, Set<String> visited) {
    Element type = annotation.getAnnotationType().asElement();
    String name = type.toString();
    if (name.startsWith("java.") || !visited.add(name)) {
      return null;
    }
    mirrors.add(annotation);
    for (AnnotationMirror above : type.getAnnotationMirrors()) {
      if (nameOf(above).equals(SUITE)) {
        return text(above, "value").orElse("");
      }
    }
    for (AnnotationMirror above : type.getAnnotationMirrors()) {
      String suite = follow(above, mirrors, visited);
      if (suite != null) {
        return suite;
      }
    }
    mirrors.remove(mirrors.size() - 1);
    return null;
  }

  /** Whether an element has an annotation, directly or as part of another. */
  boolean has(Element element, String name) {
    return has(element, name, new HashSet<>());
  }

  private static boolean has(Element element, String name, Set<String> visited) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      String own = nameOf(annotation);
      if (own.equals(name)) {
        return true;
      }
      if (!own.startsWith("java.")
          && visited.add(own)
          && has(annotation.getAnnotationType().asElement(), name, visited)) {
        return true;
      }
    }
    return false;
  }

  /** An annotation that stands directly on an element. */
  static Optional<AnnotationMirror> direct(Element element, String name) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      if (nameOf(annotation).equals(name)) {
        return Optional.of(annotation);
      }
    }
    return Optional.empty();
  }

  private static String nameOf(AnnotationMirror annotation) {
    return ((TypeElement) annotation.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  /** The value of an attribute, its default included; empty if there is no such attribute. */
  Optional<Object> value(AnnotationMirror annotation, String attribute) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        elements.getElementValuesWithDefaults(annotation).entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(attribute)) {
        return Optional.of(entry.getValue().getValue());
      }
    }
    return Optional.empty();
  }

  Optional<String> text(AnnotationMirror annotation, String attribute) {
    return value(annotation, attribute).map(Object::toString);
  }

  /** The items of an attribute that is an array, as texts; a single value is one item. */
  List<String> items(AnnotationMirror annotation, String attribute) {
    Object value = value(annotation, attribute).orElse(List.of());
    if (value instanceof List<?> list) {
      return list.stream()
          .map(item -> item instanceof AnnotationValue v ? v.getValue() : item)
          .map(Object::toString)
          .toList();
    }
    return List.of(value.toString());
  }
}
