package dev.genesis.harness.run;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/**
 * What each node of a test plan is called and counted as. A method of a class is named after both;
 * whatever another engine gives is named after its unique id.
 */
final class CheckNames {
  private final @Nullable ClassScan scan;
  private final String fallbackSuite;
  private final Map<String, CheckMetadata> known = new HashMap<>();
  private final Map<Class<?>, Map<String, Long>> methodsByName = new HashMap<>();

  /**
   * @param scan where classes came from; null where nobody scanned
   * @param fallbackSuite the suite of what came from nowhere
   */
  CheckNames(@Nullable ClassScan scan, String fallbackSuite) {
    this.scan = scan;
    this.fallbackSuite = fallbackSuite;
  }

  /**
   * What is known of the check that a node is.
   *
   * @throws CheckDeclarationException if its annotations contradict each other
   */
  CheckMetadata of(UniqueId id, @Nullable TestSource source, String suiteAbove) {
    if (source instanceof MethodSource method) {
      String key =
          method.getClassName()
              + '#'
              + method.getMethodName()
              + '('
              + method.getMethodParameterTypes();
      CheckMetadata metadata = known.get(key);
      if (metadata == null) {
        metadata = read(method);
        known.put(key, metadata);
      }
      return metadata;
    }
    return CheckMetadata.named(suiteAbove, nameOf(id));
  }

  String fallbackSuite() {
    return fallbackSuite;
  }

  /** The suite that the failure of a container counts in. */
  String suiteOf(@Nullable TestSource source, String suiteAbove) {
    Optional<Class<?>> type = typeOf(source);
    return type.isPresent() ? suiteOf(type.get(), suiteAbove) : suiteAbove;
  }

  private String suiteOf(Class<?> type, String suiteAbove) {
    String ofJar = scan == null ? suiteAbove : scan.suiteOf(type, suiteAbove);
    try {
      return CheckMetadataReader.read(type, ofJar).suite();
    } catch (CheckDeclarationException e) {
      return ofJar; // said where the class's checks are read
    }
  }

  private static Optional<Class<?>> typeOf(@Nullable TestSource source) {
    try {
      if (source instanceof ClassSource type) {
        return Optional.of(type.getJavaClass());
      }
      if (source instanceof MethodSource method) {
        return Optional.of(method.getJavaClass());
      }
    } catch (RuntimeException e) {
      return Optional.empty(); // a source that names a class which is not there
    }
    return Optional.empty();
  }

  private CheckMetadata read(MethodSource source) {
    Class<?> type = source.getJavaClass();
    Method method = source.getJavaMethod();
    String suite = scan == null ? fallbackSuite : scan.suiteOf(type, fallbackSuite);
    CheckMetadata read = CheckMetadataReader.read(type, method, suite);
    if (!read.id().equals(read.suite() + "/" + placeOf(type) + "." + method.getName())) {
      return read; // the annotation gave it an id of its own
    }
    String place = placeOf(type);
    if (scan != null && scan.ambiguous(type)) {
      String packageName = type.getPackageName();
      place = packageName.isEmpty() ? place : packageName + "." + place;
    }
    String id = read.suite() + "/" + place + "." + method.getName();
    if (overloaded(type, method.getName())) {
      id +=
          Arrays.stream(method.getParameterTypes())
              .map(Class::getSimpleName)
              .collect(Collectors.joining(",", "(", ")"));
    }
    return id.equals(read.id()) ? read : withId(read, id);
  }

  /** Whether two test methods of the class have this name. */
  private boolean overloaded(Class<?> type, String name) {
    Map<String, Long> counts =
        methodsByName.computeIfAbsent(
            type,
            t ->
                ReflectionSupport.findMethods(
                        t, CheckNames::isTest, HierarchyTraversalMode.BOTTOM_UP)
                    .stream()
                    .collect(Collectors.groupingBy(Method::getName, Collectors.counting())));
    return counts.getOrDefault(name, 0L) > 1;
  }

  private static boolean isTest(Method method) {
    return method.getAnnotations().length > 0
        && AnnotationSupport.isAnnotated(
            method, org.junit.platform.commons.annotation.Testable.class);
  }

  private static String placeOf(Class<?> type) {
    StringBuilder name = new StringBuilder(type.getSimpleName());
    for (Class<?> c = type.getEnclosingClass(); c != null; c = c.getEnclosingClass()) {
      name.insert(0, c.getSimpleName() + ".");
    }
    return name.toString();
  }

  private static CheckMetadata withId(CheckMetadata check, String id) {
    return new CheckMetadata(
        id,
        check.suite(),
        check.severity(),
        check.owner(),
        check.runbook(),
        check.description(),
        check.timeout(),
        check.confirm(),
        check.needs(),
        check.mutating(),
        check.quarantine());
  }

  private static String nameOf(UniqueId id) {
    List<UniqueId.Segment> segments = id.getSegments();
    return segments.stream()
        .skip(segments.size() > 1 ? 1 : 0)
        .map(UniqueId.Segment::getValue)
        .collect(Collectors.joining("."));
  }
}
