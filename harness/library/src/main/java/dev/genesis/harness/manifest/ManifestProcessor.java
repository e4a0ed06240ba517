package dev.genesis.harness.manifest;

import dev.genesis.harness.run.Manifest;
import dev.genesis.harness.run.ManifestFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@value Manifest#RESOURCE} into the check jar, and refuses at compile time what would go
 * wrong when the checks run: two checks of one id, checks that JUnit would not run, an impossible
 * timeout, a check without a runbook. An expired quarantine is a warning.
 *
 * <p>Options: {@code -Agenesis.runbooks=FILE} names a Markdown file; a runbook that is none of its
 * headings or anchors is refused. {@code -Agenesis.runbook=optional} lets checks go without one.
 */
@SupportedAnnotationTypes("*")
@SupportedOptions({ManifestProcessor.RUNBOOKS, ManifestProcessor.RUNBOOK})
public final class ManifestProcessor extends AbstractProcessor {
  static final String RUNBOOKS = "genesis.runbooks";
  static final String RUNBOOK = "genesis.runbook";

  private final Map<String, Manifest.Promise> promises = new TreeMap<>();
  private @Nullable Set<String> runbooks;
  private LocalDate today = LocalDate.EPOCH;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    today = LocalDate.now(Clock.systemUTC());
    String file = environment.getOptions().get(RUNBOOKS);
    if (file != null) {
      try {
        runbooks = Runbooks.anchors(Files.readString(Path.of(file)));
      } catch (IOException | RuntimeException e) {
        error(null, "-A%s=%s can't be read: %s".formatted(RUNBOOKS, file, e));
      }
    }
  }

  @Override
  public boolean process(Set<? extends TypeElement> types, RoundEnvironment round) {
    PromiseReader reader = new PromiseReader(processingEnv.getElementUtils());
    for (TypeElement type : ElementFilter.typesIn(round.getRootElements())) {
      look(reader, type);
    }
    if (round.processingOver() && !promises.isEmpty()) {
      write();
    }
    return false;
  }

  private void look(PromiseReader reader, TypeElement type) {
    for (TypeElement inner : ElementFilter.typesIn(type.getEnclosedElements())) {
      look(reader, inner);
    }
    if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
      return;
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      return; // its checks are those of the classes that extend it
    }
    Set<String> ofThisClass = new HashSet<>();
    for (ExecutableElement method : reader.methodsOf(type)) {
      String place = PromiseReader.place(type) + "." + method.getSimpleName();
      Element shown = type.equals(method.getEnclosingElement()) ? method : type;
      try {
        Optional<Manifest.Promise> promise = reader.read(type, method);
        if (promise.isPresent()) {
          take(promise.get(), place, shown, ofThisClass);
        }
      } catch (PromiseReader.Refused e) {
        error(shown, place + ": " + e.getMessage());
      }
    }
  }

  private void take(
      Manifest.Promise promise, String place, Element shown, Set<String> ofThisClass) {
    String id = promise.check().id();
    Manifest.Promise other = promises.putIfAbsent(id, promise);
    if (other != null && (!other.className().equals(promise.className()) || !ofThisClass.add(id))) {
      error(
          shown,
          "%s: its id %s is that of %s.%s too; give one of them an id of its own"
              .formatted(place, id, other.className(), other.method()));
    }
    ofThisClass.add(id);
    runbook(promise, place, shown);
    var quarantine = promise.check().quarantine();
    if (quarantine != null && today.isAfter(quarantine.until())) {
      processingEnv
          .getMessager()
          .printMessage(
              Diagnostic.Kind.WARNING,
              "%s: its quarantine ended on %s, and it counts again; mend it or take the quarantine"
                      .formatted(place, quarantine.until())
                  + " away",
              shown);
    }
  }

  private void runbook(Manifest.Promise promise, String place, Element shown) {
    String runbook = promise.check().runbook();
    boolean optional = "optional".equals(processingEnv.getOptions().get(RUNBOOK));
    if (runbook.isBlank()) {
      if (!optional) {
        error(
            shown,
            place
                + ": it names no runbook, and whoever it wakes would not know what to do; write"
                + " runbook = \"…\" on it or its class");
      }
    } else if (runbooks != null && !runbooks.contains(runbook)) {
      error(
          shown,
          "%s: there is no section '%s' in %s; there are %s"
              .formatted(
                  place,
                  runbook,
                  processingEnv.getOptions().get(RUNBOOKS),
                  String.join(", ", runbooks)));
    }
  }

  private void write() {
    try (OutputStream out =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", Manifest.RESOURCE)
            .openOutputStream()) {
      out.write(ManifestFile.write(List.copyOf(promises.values())));
    } catch (IOException e) {
      error(null, Manifest.RESOURCE + " can't be written: " + e.getMessage());
    }
  }

  private void error(@Nullable Element element, String message) {
    if (element == null) {
      processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message);
    } else {
      processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
    }
  }
}
