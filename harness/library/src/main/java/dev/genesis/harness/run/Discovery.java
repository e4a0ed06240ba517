package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.PreconditionViolationException;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineDiscoveryResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Finds the checks of the check jars, with every engine on the class path, and says what is wrong
 * with those that will not run.
 */
final class Discovery {
  /** Engines whose tests are classes, and need nothing else selected. */
  private static final Set<String> ENGINES_OF_CLASSES =
      Set.of("junit-jupiter", "junit-vintage", "junit-platform-suite");

  private static final int MOST_ATTEMPTS = 3;

  private final RunRequest request;
  private final Map<String, String> parameters;
  private final Manifest manifest;
  private final CheckFilter filter;
  private final Troubles troubles;
  private final ClassScan scan;
  private final CheckNames names;
  private final Set<String> found = new HashSet<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> withoutManifest = new LinkedHashSet<>();

  /** Where troubles are written. */
  @FunctionalInterface
  interface Troubles {
    void say(Trouble trouble, String suite, String name, @Nullable Failure failure, String message);
  }

  Discovery(
      RunRequest request,
      Map<String, String> parameters,
      Manifest manifest,
      CheckFilter filter,
      Troubles troubles) {
    this.request = request;
    this.parameters = parameters;
    this.manifest = manifest;
    this.filter = filter;
    this.troubles = troubles;
    this.scan = new ClassScan(Thread.currentThread().getContextClassLoader());
    List<Path> checks = request.checks();
    this.names = new CheckNames(scan, checks.isEmpty() ? "checks" : SuiteNames.of(checks.get(0)));
  }

  CheckNames names() {
    return names;
  }

  /** The plan; empty where what was asked for cannot be. */
  Optional<TestPlan> discover(Launcher launcher) {
    @Nullable TagFilterOrError tags = tags();
    if (tags != null && tags.error() != null) {
      troubles.say(Trouble.SELECTION, "", "tags", null, tags.error());
      return Optional.empty();
    }
    scan();
    Set<Class<?>> broken = new HashSet<>();
    TestPlan plan = null;
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Issues issues = new Issues();
      plan = discover(launcher, broken, tags == null ? null : tags.filter(), issues);
      if (!issues.failures.isEmpty() && removeCulprits(launcher)) {
        continue;
      }
      Set<Class<?>> newlyBroken = issues.brokenClasses();
      if (!broken.addAll(newlyBroken) || attempt == MOST_ATTEMPTS) {
        issues.say();
        break;
      }
      issues.sayOf(newlyBroken);
    }
    for (String suite : withoutManifest) {
      troubles.say(
          Trouble.NOTE,
          suite,
          suite,
          null,
          ("%s has annotated checks but no %s, so nobody would notice if some of them vanished;"
                  + " compile it with genesis-harness among the annotation processors"
                  + " (-proc:full on JDK 23 and later)")
              .formatted(suite, Manifest.RESOURCE));
    }
    return Optional.ofNullable(plan);
  }

  /** What was promised and not found, with what is known of why. */
  List<JournalEvent.Missing> missing() {
    List<JournalEvent.Missing> missing = new ArrayList<>();
    for (Manifest.Promise promise : manifest.promises()) {
      if (!found.contains(promise.className() + '#' + promise.method())
          && filter.narrowedTo(promise.check(), promise.className(), promise.method())
          && filter.leftOut(promise.check()).isEmpty()) {
        Throwable why = scan.unloadable().get(promise.className());
        missing.add(
            new JournalEvent.Missing(
                promise.check(),
                why == null
                    ? "the jar's manifest promises it, and discovery did not find it"
                    : unloadable(why)));
      }
    }
    Set<String> promised = new HashSet<>();
    manifest.promises().forEach(promise -> promised.add(promise.className()));
    scan.unloadable()
        .forEach(
            (name, why) -> {
              // how many checks it holds nobody knows; one at least
              CheckMetadata check = CheckMetadata.named(scan.suiteOf(name), simple(name));
              if (!promised.contains(name) && filter.narrowedTo(check, name, "")) {
                missing.add(new JournalEvent.Missing(check, unloadable(why)));
              }
            });
    return missing;
  }

  private static String unloadable(Throwable why) {
    return "its class can't be loaded: " + Text.kept(String.valueOf(why), 500);
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }

  private void scan() {
    for (Path place : request.checks()) {
      try {
        scan.add(place);
      } catch (IOException e) {
        troubles.say(
            Trouble.ENGINE, "", place.toString(), FailureClassifier.of(e), place + ": " + e);
      }
    }
    scan.unloadable().forEach(this::sayUnloadable);
  }

  private void sayUnloadable(String name, Throwable why) {
    troubles.say(
        Trouble.UNLOADABLE,
        scan.suiteOf(name),
        name,
        FailureClassifier.of(why),
        name + " can't be loaded, and its checks can't run: " + why);
  }

  /**
   * An engine gave up looking for checks because of some class: finds it by looking at each class
   * alone, and goes on without it.
   */
  private boolean removeCulprits(Launcher launcher) {
    boolean removed = false;
    for (Class<?> type : scan.classes()) {
      Issues alone = new Issues();
      launcher.discover(
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(type))
              .configurationParameters(parameters)
              .listeners(alone)
              .build());
      if (!alone.failures.isEmpty()) {
        Throwable why = alone.failures.get(0);
        scan.remove(type, why.getCause() == null ? why : why.getCause());
        sayUnloadable(type.getName(), why);
        removed = true;
      }
    }
    return removed;
  }

  private TestPlan discover(
      Launcher launcher,
      Set<Class<?>> broken,
      @Nullable PostDiscoveryFilter tags,
      LauncherDiscoveryListener listener) {
    LauncherDiscoveryRequestBuilder builder =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectors(broken))
            .configurationParameters(parameters)
            .listeners(listener);
    if (!broken.isEmpty()) {
      // engines that look through whole jars would find them again
      builder.filters(
          ClassNameFilter.excludeClassNamePatterns(
              broken.stream().map(c -> Pattern.quote(c.getName())).toArray(String[]::new)));
    }
    if (request.part().uniqueIds().isEmpty()) {
      builder.filters((PostDiscoveryFilter) descriptor -> take(descriptor, tags));
    }
    return launcher.discover(builder.build());
  }

  private List<DiscoverySelector> selectors(Set<Class<?>> broken) {
    List<DiscoverySelector> selectors = new ArrayList<>();
    if (!request.part().uniqueIds().isEmpty()) {
      request
          .part()
          .uniqueIds()
          .forEach(id -> selectors.add(DiscoverySelectors.selectUniqueId(id)));
      return selectors;
    }
    for (Class<?> type : scan.classes()) {
      if (!broken.contains(type)) {
        selectors.add(DiscoverySelectors.selectClass(type));
      }
    }
    boolean others = false;
    for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
      others |= !ENGINES_OF_CLASSES.contains(engine.getId());
    }
    if (others) {
      selectors.addAll(DiscoverySelectors.selectClasspathRoots(Set.copyOf(request.checks())));
    }
    return selectors;
  }

  private FilterResult take(TestDescriptor descriptor, @Nullable PostDiscoveryFilter tags) {
    TestSource source = descriptor.getSource().orElse(null);
    if (!descriptor.isTest() && !(source instanceof MethodSource)) {
      return FilterResult.included("no check");
    }
    String suiteAbove = suiteAbove(descriptor);
    String className = "";
    String methodName = "";
    if (source instanceof MethodSource method) {
      className = method.getClassName();
      methodName = method.getMethodName();
      found.add(className + '#' + methodName);
    }
    CheckMetadata check;
    try {
      check = names.of(descriptor.getUniqueId(), source, suiteAbove);
    } catch (CheckDeclarationException e) {
      refuse(descriptor.getUniqueId(), suiteAbove, e);
      return FilterResult.excluded("declared in a way that cannot be");
    }
    noteManifest(source, check);
    boolean tagged = tags == null || tags.apply(descriptor).included();
    return tagged && filter.takes(check, className, methodName)
        ? FilterResult.included("selected")
        : FilterResult.excluded("not selected");
  }

  private void refuse(UniqueId id, String suite, CheckDeclarationException e) {
    if (refused.add(id.toString())) {
      Failure failure = FailureClassifier.of(e);
      String message = failure.message();
      int colon = message.indexOf(": ");
      String name = colon < 0 ? id.getLastSegment().getValue() : message.substring(0, colon);
      troubles.say(Trouble.DISCOVERY, suite, name, failure, message);
    }
  }

  private void noteManifest(@Nullable TestSource source, CheckMetadata check) {
    if (source instanceof MethodSource method) {
      String ofJar = scan.suiteOf(method.getJavaClass(), check.suite());
      if (!ofJar.equals(check.suite()) && !scan.hasManifest(ofJar)) {
        withoutManifest.add(ofJar);
      }
    }
  }

  private String suiteAbove(TestDescriptor descriptor) {
    Optional<TestDescriptor> above = descriptor.getParent();
    while (above.isPresent()) {
      TestSource source = above.get().getSource().orElse(null);
      if (source instanceof ClassSource) {
        return names.suiteOf(source, names.fallbackSuite());
      }
      above = above.get().getParent();
    }
    return names.fallbackSuite();
  }

  private record TagFilterOrError(@Nullable PostDiscoveryFilter filter, @Nullable String error) {}

  private @Nullable TagFilterOrError tags() {
    String tags = request.selection().tags();
    if (tags.isEmpty()) {
      return null;
    }
    try {
      return new TagFilterOrError(TagFilter.includeTags(tags), null);
    } catch (PreconditionViolationException e) {
      return new TagFilterOrError(
          null, "--tags %s: %s; write one such as 'fast & !slow'".formatted(tags, e.getMessage()));
    }
  }

  /** What JUnit says of things that will not run as their author thinks. */
  private final class Issues implements LauncherDiscoveryListener {
    private final List<DiscoveryIssue> issues = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Override
    public synchronized void issueEncountered(UniqueId engineId, DiscoveryIssue issue) {
      issues.add(issue);
    }

    @Override
    public synchronized void engineDiscoveryFinished(UniqueId id, EngineDiscoveryResult result) {
      result.getThrowable().ifPresent(failures::add);
    }

    /** Classes for whose sake JUnit would not run an engine at all. */
    Set<Class<?>> brokenClasses() {
      Set<Class<?>> broken = new LinkedHashSet<>();
      for (DiscoveryIssue issue : issues) {
        if (issue.severity() == DiscoveryIssue.Severity.ERROR) {
          typeOf(issue).ifPresent(broken::add);
        }
      }
      return broken;
    }

    void say() {
      issues.forEach(this::say);
      for (Throwable failure : failures) {
        troubles.say(
            Trouble.ENGINE,
            "",
            "discovery",
            FailureClassifier.of(failure),
            "an engine could not look for checks: " + failure);
      }
    }

    void sayOf(Set<Class<?>> broken) {
      for (DiscoveryIssue issue : issues) {
        if (typeOf(issue).filter(broken::contains).isPresent()) {
          say(issue);
        }
      }
    }

    private void say(DiscoveryIssue issue) {
      if (issue.severity() == DiscoveryIssue.Severity.INFO) {
        return;
      }
      boolean error =
          issue.severity() == DiscoveryIssue.Severity.ERROR
              || issue.message().contains("will not be executed");
      String suite = names.suiteOf(issue.source().orElse(null), names.fallbackSuite());
      String message = Text.kept(issue.message(), 2000);
      troubles.say(
          error ? Trouble.DISCOVERY : Trouble.NOTE,
          suite,
          nameOf(issue),
          error ? new Failure(FailureReason.SETUP, "", message, cause(issue)) : null,
          message);
    }

    private String cause(DiscoveryIssue issue) {
      return issue.cause().map(FailureClassifier::of).map(Failure::detail).orElse("");
    }

    private String nameOf(DiscoveryIssue issue) {
      TestSource source = issue.source().orElse(null);
      if (source instanceof MethodSource method) {
        return simple(method.getClassName()) + "." + method.getMethodName();
      }
      if (source instanceof ClassSource type) {
        return simple(type.getClassName());
      }
      return "discovery";
    }

    private Optional<Class<?>> typeOf(DiscoveryIssue issue) {
      TestSource source = issue.source().orElse(null);
      try {
        if (source instanceof ClassSource type) {
          return Optional.of(type.getJavaClass());
        }
        if (source instanceof MethodSource method) {
          return Optional.of(method.getJavaClass());
        }
      } catch (RuntimeException e) {
        return Optional.empty(); // it names a class that is not there
      }
      return Optional.empty();
    }
  }
}
