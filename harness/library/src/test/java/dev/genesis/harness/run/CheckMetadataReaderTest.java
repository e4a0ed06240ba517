package dev.genesis.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.CheckSuite;
import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Quarantine;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.SmokeCheck;
import dev.genesis.harness.service.HttpService;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckMetadataReaderTest {
  @Retention(RetentionPolicy.RUNTIME)
  @Test
  @CheckSuite("billing")
  @interface BillingCheck {
    Severity severity() default Severity.P1;

    String owner() default "billing";
  }

  @Retention(RetentionPolicy.RUNTIME)
  @ProductionCheck(severity = Severity.P0, owner = "sre", runbook = "book")
  @interface CriticalCheck {
    String owner() default "";
  }

  @ProductionCheck(
      severity = Severity.P3,
      owner = "class-owner",
      timeout = "30s",
      needs = "alertmanager")
  static class Checks {
    @BeforeEach
    void before(@Service("prometheus") HttpService prometheus) {}

    @ProductionCheck(severity = Severity.P0, timeout = "500ms", confirm = 2)
    void own(@Service("genesis") HttpService genesis) {}

    @Test
    void plain() {}

    @ParameterizedTest
    @ValueSource(ints = 1)
    @Quarantine(owner = "joe", reason = "flaps", until = "2099-01-31")
    void parameterized(int i) {}

    @Nested
    class Inner {
      @Test
      void nested() {}
    }
  }

  static class Others {
    @BillingCheck
    void billing() {}

    @CriticalCheck(owner = "me")
    void composed() {}

    @Test
    void unannotated() {}

    @ProductionCheck(id = "stable", mutating = true)
    void named() {}
  }

  static class Wrong {
    @ProductionCheck
    @SmokeCheck
    void twoSuites() {}

    @ProductionCheck(timeout = "soon")
    void timeout() {}

    @ProductionCheck(severity = {Severity.P0, Severity.P1})
    void severities() {}

    @ProductionCheck(id = "a b")
    void id() {}

    @ProductionCheck
    @ParameterizedTest
    @ValueSource(ints = 1)
    void twoKinds(int i) {}

    @ProductionCheck
    @Quarantine(owner = "joe", reason = "flaps", until = "tomorrow")
    void quarantine() {}

    @ProductionCheck(confirm = 99)
    void confirm() {}

    @ProductionCheck(needs = "gra fana")
    void needs() {}
  }

  private static CheckMetadata read(Class<?> type, String name) {
    Method method =
        Stream.of(type.getDeclaredMethods())
            .filter(m -> m.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return CheckMetadataReader.read(type, method, "jar-name");
  }

  @Test
  void method_goesBeforeItsClass() {
    CheckMetadata check = read(Checks.class, "own");

    assertThat(check.id()).isEqualTo("production/CheckMetadataReaderTest.Checks.own");
    assertThat(check.severity()).isEqualTo(Severity.P0);
    assertThat(check.owner()).isEqualTo("class-owner");
    assertThat(check.timeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(check.confirm()).isEqualTo(2);
    assertThat(check.needs()).containsExactlyInAnyOrder("genesis", "prometheus", "alertmanager");
    assertThat(check.quarantine()).isNull();
  }

  @Test
  void class_givesDefaultsToEveryKindOfTest() {
    assertThat(read(Checks.class, "plain").severity()).isEqualTo(Severity.P3);
    CheckMetadata parameterized = read(Checks.class, "parameterized");
    assertThat(parameterized.suite()).isEqualTo("production");
    assertThat(parameterized.quarantine()).isNotNull();
    assertThat(read(Checks.Inner.class, "nested").owner()).isEqualTo("class-owner");
  }

  @Test
  void annotationOfOnesOwn_makesASuite_orComposesAnother() {
    CheckMetadata billing = read(Others.class, "billing");
    assertThat(billing.suite()).isEqualTo("billing");
    assertThat(billing.severity()).isEqualTo(Severity.P1);
    CheckMetadata composed = read(Others.class, "composed");
    assertThat(composed.suite()).isEqualTo("production");
    assertThat(composed.severity()).isEqualTo(Severity.P0);
    assertThat(composed.owner()).isEqualTo("me");
    assertThat(composed.runbook()).isEqualTo("book");
  }

  @Test
  void testWithoutAnnotation_hasTheSuiteOfItsJar_andDefaults() {
    CheckMetadata check = read(Others.class, "unannotated");

    assertThat(check.suite()).isEqualTo("jar-name");
    assertThat(check.severity()).isEqualTo(Severity.P2);
    assertThat(check.timeout()).isNull();
    assertThat(check.confirm()).isNegative();
    CheckMetadata named = read(Others.class, "named");
    assertThat(named.id()).isEqualTo("production/stable");
    assertThat(named.mutating()).isTrue();
  }

  @Test
  void declarationThatCannotBe_isOneSentenceWithPlaceAndCure() {
    refused(
        "twoSuites", "@ProductionCheck and @SmokeCheck contradict each other; keep one of them");
    refused("timeout", "the timeout 'soon' is no duration; write 500ms, 10s, 5m or 6h");
    refused("severities", "it has 2 severities; a check has one");
    refused("id", "the id 'a b' is no plain name; use letters");
    refused("twoKinds", "it would run twice; put the check annotation on the class");
    refused("quarantine", "the quarantine ends on 'tomorrow', which is no date; write one such as");
    refused("confirm", "it is confirmed 99 times; write 10 at most");
    refused("needs", "'gra fana' is no name of a service");
  }

  private static void refused(String method, String message) {
    assertThatThrownBy(() -> read(Wrong.class, method))
        .isInstanceOf(CheckDeclarationException.class)
        .hasMessageStartingWith("CheckMetadataReaderTest.Wrong." + method + ": ")
        .hasMessageContaining(message);
  }
}
