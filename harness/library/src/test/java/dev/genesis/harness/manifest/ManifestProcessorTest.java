package dev.genesis.harness.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Severity;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckMetadataReader;
import dev.genesis.harness.run.Manifest;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestProcessorTest {
  private static final String HEAD =
      """
      package sample;
      import dev.genesis.harness.*;
      import dev.genesis.harness.service.HttpService;
      import org.junit.jupiter.api.*;
      import org.junit.jupiter.params.ParameterizedTest;
      import org.junit.jupiter.params.provider.ValueSource;
      """;

  @TempDir private Path classes;

  private record Compiled(boolean ok, List<String> messages) {}

  private Compiled compile(String body, String... options) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///sample/Sample.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return HEAD + body;
          }
        };
    List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-parameters"));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    arguments.addAll(List.of(options));
    JavaCompiler.CompilationTask task =
        compiler.getTask(new StringWriter(), null, diagnostics, arguments, null, List.of(source));
    task.setProcessors(List.of(new ManifestProcessor()));
    boolean ok = task.call();
    return new Compiled(
        ok, diagnostics.getDiagnostics().stream().map(d -> d.getMessage(null)).toList());
  }

  private List<Manifest.Promise> promises() {
    return Manifest.of(List.of(classes)).promises();
  }

  @Test
  void checks_arePromisedAsTheyAreReadWhenTheyRun() throws Exception {
    Compiled compiled =
        compile(
            """
            @SmokeCheck(owner = "team", runbook = "r", severity = Severity.P1)
            class Sample {
              @SmokeCheck(severity = Severity.P0, timeout = "2s", confirm = 2)
              void first(@Service("genesis") HttpService genesis) {}
              @ParameterizedTest @ValueSource(ints = {1, 2}) void each(int i) {}
              @SmokeCheck(id = "own-id", mutating = true, needs = {"grafana"}) void own() {}
              @Nested class Inner { @Test void deep() {} }
              void helper() {}
            }
            """);

    assertThat(compiled.messages()).isEmpty();
    assertThat(promises())
        .extracting(p -> p.check().id())
        .containsExactlyInAnyOrder(
            "smoke/Sample.first", "smoke/Sample.each", "smoke/own-id", "smoke/Sample.Inner.deep");
    Manifest.Promise first =
        promises().stream().filter(p -> p.method().equals("first")).findFirst().orElseThrow();
    assertThat(first.check().severity()).isEqualTo(Severity.P0);
    assertThat(first.check().owner()).isEqualTo("team");
    assertThat(first.check().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(first.check().needs()).containsExactly("genesis");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {classes.toUri().toURL()}, Thread.currentThread().getContextClassLoader())) {
      for (Manifest.Promise promise : promises()) {
        Class<?> type = loader.loadClass(promise.className());
        for (Method method : type.getDeclaredMethods()) {
          if (method.getName().equals(promise.method())) {
            CheckMetadata atRun = CheckMetadataReader.read(type, method, "none");
            assertThat(promise.check()).isEqualTo(atRun);
          }
        }
      }
    }
  }

  @Test
  void inheritedChecks_arePromisedByTheClassThatRunsThem() throws Exception {
    compile(
        """
        class Sample extends Base {}
        abstract class Base { @SmokeCheck(runbook = "r") void inherited() {} }
        """);

    assertThat(promises())
        .singleElement()
        .satisfies(p -> assertThat(p.className()).isEqualTo("sample.Sample"))
        .satisfies(p -> assertThat(p.check().id()).isEqualTo("smoke/Sample.inherited"));
  }

  @Test
  void testsWithoutACheckAnnotation_arePromisedByNobody() throws Exception {
    assertThat(compile("class Sample { @Test void one() {} }").ok()).isTrue();
    assertThat(classes.resolve(Manifest.RESOURCE)).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@SmokeCheck(runbook = \"r\") private void one() {}|is private",
        "@SmokeCheck(runbook = \"r\") static void one() {}|is static",
        "@SmokeCheck(runbook = \"r\") int one() { return 1; }|make it void",
        "@SmokeCheck(runbook = \"r\", timeout = \"soon\") void one() {}|the timeout 'soon'",
        "@SmokeCheck(runbook = \"r\", timeout = \"0s\") void one() {}|the timeout '0s'",
        "@SmokeCheck void one() {}|names no runbook",
        "@SmokeCheck(runbook = \"r\", id = \"a b\") void one() {}|no plain name",
        "@SmokeCheck(runbook = \"r\", confirm = 11) void one() {}|10 at most",
        "@SmokeCheck(runbook = \"r\") @ProductionCheck void one() {}|contradict",
        "@SmokeCheck(runbook = \"r\") @RepeatedTest(2) void one() {}|run twice",
        "@SmokeCheck(runbook = \"r\", id = \"x\") void a() {} @SmokeCheck(runbook = \"r\", id ="
            + " \"x\") void b() {}|too; give one of them",
        "@SmokeCheck(runbook = \"r\") @Quarantine(owner = \"o\", reason = \"r\", until ="
            + " \"soon\") void one() {}|no date",
      })
  void whatWouldGoWrongLater_isRefused(String member, String message) throws Exception {
    Compiled compiled = compile("class Sample { " + member + " }");

    assertThat(compiled.ok()).isFalse();
    assertThat(compiled.messages()).anyMatch(m -> m.contains(message) && m.contains("Sample."));
  }

  @Test
  void expiredQuarantine_isAWarning() throws Exception {
    Compiled compiled =
        compile(
            """
            class Sample {
              @SmokeCheck(runbook = "r")
              @Quarantine(owner = "o", reason = "flaky", until = "2020-01-01")
              void one() {}
            }
            """);

    assertThat(compiled.ok()).isTrue();
    assertThat(compiled.messages()).anyMatch(m -> m.contains("quarantine ended on 2020-01-01"));
    assertThat(promises()).hasSize(1);
  }

  @Test
  void unknownRunbook_isRefusedWhereAnIndexIsGiven(@TempDir Path folder) throws Exception {
    Path index = Files.writeString(folder.resolve("runbook.md"), "# GenesisServiceDown\n");
    String option = "-Agenesis.runbooks=" + index;

    assertThat(
            compile(
                    "class Sample { @SmokeCheck(runbook = \"genesisservicedown\") void a() {} }",
                    option)
                .ok())
        .isTrue();
    assertThat(
            compile("class Sample { @SmokeCheck(runbook = \"nowhere\") void a() {} }", option)
                .messages())
        .anyMatch(m -> m.contains("no section 'nowhere'"));
  }
}
