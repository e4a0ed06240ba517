package dev.genesis.harness.manifest;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.SettingType;
import dev.genesis.harness.manifest.Annotations.Chain;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckMetadata.Quarantined;
import dev.genesis.harness.run.Manifest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Reads one check from its source, by the same rules as it is read from its class when it runs: the
 * method's annotations go before those of its class, those before the class around it.
 */
final class PromiseReader {
  private static final String JUPITER = "org.junit.jupiter.api.";
  private static final String TESTABLE = "org.junit.platform.commons.annotation.Testable";
  private static final String SERVICE = "dev.genesis.harness.Service";
  private static final String QUARANTINE = "dev.genesis.harness.Quarantine";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.$/-]{1,200}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private final Elements elements;
  private final Annotations annotations;

  /** Why a check cannot be; the message stands after its name. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  PromiseReader(Elements elements) {
    this.elements = elements;
    this.annotations = new Annotations(elements);
  }

  /** The promise that a method of a class makes; empty if it is no annotated check. */
  Optional<Manifest.Promise> read(TypeElement type, ExecutableElement method) throws Refused {
    if (!annotations.has(method, TESTABLE)) {
      return Optional.empty();
    }
    List<Chain> chains = new ArrayList<>();
    for (Element element : elementsOf(type, method)) {
      List<Chain> own = annotations.chains(element);
      if (own.size() > 1) {
        throw new Refused("two check annotations contradict each other; keep one of them");
      }
      chains.addAll(own);
    }
    if (chains.isEmpty()) {
      return Optional.empty();
    }
    boolean template =
        annotations.has(method, JUPITER + "TestTemplate")
            || annotations.has(method, JUPITER + "TestFactory");
    runnable(type, method, template);
    String suite = chains.get(0).suite();
    if (!NAME.matcher(suite).matches()) {
      throw new Refused("the suite '" + suite + "' is no plain name; use letters, digits, dash");
    }
    CheckMetadata check =
        new CheckMetadata(
            suite + "/" + id(type, method),
            suite,
            severity(chains),
            first(chains, "owner"),
            first(chains, "runbook"),
            first(chains, "description"),
            timeout(chains),
            confirm(chains),
            List.copyOf(needs(type, method, chains)),
            chains.stream().anyMatch(chain -> said(chain, "mutating").anyMatch("true"::equals)),
            quarantine(type, method));
    return Optional.of(
        new Manifest.Promise(
            check,
            elements.getBinaryName(type).toString(),
            method.getSimpleName().toString(),
            template));
  }

  /** {@code Outer.Inner}, as ids name a class. */
  static String place(TypeElement type) {
    Element around = type.getEnclosingElement();
    String own = type.getSimpleName().toString();
    return around instanceof TypeElement outer ? place(outer) + "." + own : own;
  }

  private void runnable(TypeElement type, ExecutableElement method, boolean template)
      throws Refused {
    Set<Modifier> modifiers = method.getModifiers();
    for (Modifier wrong : List.of(Modifier.PRIVATE, Modifier.STATIC)) {
      if (modifiers.contains(wrong)) {
        throw new Refused("it is " + wrong + ", and JUnit would not run it; leave that out");
      }
    }
    if (type.getModifiers().contains(Modifier.PRIVATE)) {
      throw new Refused("its class is private, and JUnit would not run it; leave that out");
    }
    boolean inner =
        type.getNestingKind().isNested() && !type.getModifiers().contains(Modifier.STATIC);
    if (inner && !annotations.has(type, JUPITER + "Nested")) {
      throw new Refused("its class is an inner one; make it static or annotate it with @Nested");
    }
    boolean factory = annotations.has(method, JUPITER + "TestFactory");
    if (!factory && method.getReturnType().getKind() != TypeKind.VOID) {
      throw new Refused("it returns something, and JUnit would not run it; make it void");
    }
    if (template
        && annotations.has(method, JUPITER + "Test")
        && !annotations.chains(method).isEmpty()) {
      throw new Refused(
          "the check annotation makes it a plain test beside the other kind that it is, and it"
              + " would run twice; put the check annotation on the class");
    }
  }

  /** The method, its class, and those around an inner class, nearest first. */
  private static List<Element> elementsOf(TypeElement type, ExecutableElement method) {
    List<Element> all = new ArrayList<>();
    all.add(method);
    Element next = type;
    while (next instanceof TypeElement) {
      all.add(next);
      next = next.getModifiers().contains(Modifier.STATIC) ? null : next.getEnclosingElement();
    }
    return all;
  }

  private String id(TypeElement type, ExecutableElement method) throws Refused {
    for (Chain chain : annotations.chains(type)) {
      if (said(chain, "id").findAny().isPresent()) {
        throw new Refused("an id on a class would be the id of all its checks; put it on a method");
      }
    }
    String own =
        annotations.chains(method).stream()
            .flatMap(chain -> said(chain, "id"))
            .findFirst()
            .orElse("");
    if (!own.isEmpty() && !ID.matcher(own).matches()) {
      throw new Refused("the id '" + own + "' is no plain name; use letters, digits, dot, dash");
    }
    return own.isEmpty() ? place(type) + "." + method.getSimpleName() : own;
  }

  /** What the annotations of a chain say, nearest first; the default "nothing" is not said. */
  private Stream<String> said(Chain chain, String attribute) {
    return chain.mirrors().stream()
        .flatMap(annotation -> annotations.items(annotation, attribute).stream())
        .filter(text -> !text.isEmpty());
  }

  private String first(List<Chain> chains, String attribute) {
    return chains.stream().flatMap(chain -> said(chain, attribute)).findFirst().orElse("");
  }

  private Severity severity(List<Chain> chains) throws Refused {
    for (Chain chain : chains) {
      for (AnnotationMirror annotation : chain.mirrors()) {
        List<String> severities = annotations.items(annotation, "severity");
        if (severities.size() > 1) {
          throw new Refused("it has " + severities.size() + " severities; a check has one");
        }
        if (severities.size() == 1) {
          String name = severities.get(0);
          return Severity.valueOf(name.substring(name.lastIndexOf('.') + 1));
        }
      }
    }
    return Severity.P2;
  }

  private @Nullable Duration timeout(List<Chain> chains) throws Refused {
    String text = first(chains, "timeout");
    try {
      return text.isEmpty() ? null : SettingType.LIMIT.parser().apply(text);
    } catch (IllegalArgumentException e) {
      throw new Refused("the timeout '" + text + "' " + e.getMessage());
    }
  }

  private int confirm(List<Chain> chains) throws Refused {
    int confirm =
        chains.stream()
            .flatMap(chain -> said(chain, "confirm"))
            .mapToInt(Integer::parseInt)
            .filter(times -> times >= 0)
            .findFirst()
            .orElse(-1);
    if (confirm > 10) {
      throw new Refused("it is confirmed " + confirm + " times; write 10 at most");
    }
    return confirm;
  }

  private Set<String> needs(TypeElement type, ExecutableElement method, List<Chain> chains)
      throws Refused {
    Set<String> needs = new LinkedHashSet<>();
    addInjected(method, needs);
    for (Element element : elementsOf(type, method)) {
      if (element instanceof TypeElement around) {
        for (Element member : elements.getAllMembers(around)) {
          if (member.getKind() == ElementKind.CONSTRUCTOR || isLifecycle(member)) {
            addInjected((ExecutableElement) member, needs);
          }
        }
      }
    }
    chains.forEach(chain -> said(chain, "needs").forEach(needs::add));
    for (String need : needs) {
      if (!NAME.matcher(need).matches()) {
        throw new Refused("'" + need + "' is no name of a service; write one such as genesis");
      }
    }
    return needs;
  }

  private boolean isLifecycle(Element member) {
    return member.getKind() == ElementKind.METHOD
        && Stream.of("BeforeEach", "BeforeAll", "AfterEach", "AfterAll")
            .anyMatch(name -> annotations.has(member, JUPITER + name));
  }

  private void addInjected(ExecutableElement method, Set<String> needs) {
    method
        .getParameters()
        .forEach(
            parameter ->
                Annotations.direct(parameter, SERVICE)
                    .flatMap(service -> annotations.text(service, "value"))
                    .ifPresent(needs::add));
  }

  private @Nullable Quarantined quarantine(TypeElement type, ExecutableElement method)
      throws Refused {
    for (Element element : elementsOf(type, method)) {
      Optional<AnnotationMirror> found = Annotations.direct(element, QUARANTINE);
      if (found.isPresent()) {
        return quarantine(found.get());
      }
    }
    return null;
  }

  private Quarantined quarantine(AnnotationMirror annotation) throws Refused {
    String owner = annotations.text(annotation, "owner").orElse("");
    String reason = annotations.text(annotation, "reason").orElse("");
    String until = annotations.text(annotation, "until").orElse("");
    if (owner.isBlank() || reason.isBlank()) {
      throw new Refused("a quarantine needs an owner and a reason; write both");
    }
    try {
      return new Quarantined(owner, reason, LocalDate.parse(until));
    } catch (DateTimeParseException e) {
      throw new Refused(
          "the quarantine ends on '" + until + "', which is no date; write one such as 2026-12-31");
    }
  }

  /** The methods of a class, inherited ones included. */
  List<ExecutableElement> methodsOf(TypeElement type) {
    return ElementFilter.methodsIn(elements.getAllMembers(type));
  }
}
