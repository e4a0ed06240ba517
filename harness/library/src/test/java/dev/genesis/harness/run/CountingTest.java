package dev.genesis.harness.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.run.Children.JUnit;
import dev.genesis.harness.run.ugly.Declarations;
import dev.genesis.harness.run.ugly.Setups;
import dev.genesis.harness.run.ugly.Teardowns;
import dev.genesis.harness.run.ugly.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which JUnit's events make a counter lie, in one real process per JUnit version. */
@ParameterizedClass
@EnumSource(JUnit.class)
class CountingTest {
  private record Counted(CheckRun run, String output) {}

  private static final Map<JUnit, Counted> COUNTED = new EnumMap<>(JUnit.class);

  @TempDir private static Path shared;

  private final CheckRun run;
  private final String output;

  CountingTest(JUnit junit) {
    Counted counted = COUNTED.computeIfAbsent(junit, CountingTest::runAllUglyClasses);
    run = counted.run();
    output = counted.output();
  }

  private static Counted runAllUglyClasses(JUnit junit) {
    try {
      Path folder = Files.createDirectories(shared.resolve(junit.name()));
      Path jar =
          UglyJar.of(
              folder.resolve("ugly.jar"),
              Setups.class,
              Templates.class,
              Teardowns.class,
              Declarations.PrivateMethod.class,
              Declarations.StaticMethod.class,
              Declarations.ReturnsSomething.class,
              Declarations.LifecycleNotStatic.class,
              Declarations.LacksItsBase.class,
              Declarations.LacksAType.class,
              Declarations.DiskCheck.class,
              Declarations.NoTests.class);
      Children children =
          new Children(junit, folder, jar)
              .lastCounts(Map.of("ugly/Templates.FactoryThrows.one", 7));
      return new Counted(children.run(), children.output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Long> of(String type) {
    return new TreeMap<>(
        run.checks().stream()
            .filter(c -> !c.item() && c.id().startsWith("ugly/" + type + "."))
            .collect(groupingBy(c -> c.outcome().label(), counting())));
  }

  private List<String> items() {
    return run.checks().stream().filter(CheckResult::item).map(CheckResult::id).toList();
  }

  private List<CheckResult> resultsOf(String type) {
    return run.checks().stream().filter(c -> c.id().startsWith("ugly/" + type)).toList();
  }

  @Test
  void setUpThatThrows_failsEveryTestBelow() {
    assertThat(of("Setups.BeforeAllThrows")).isEqualTo(Map.of("failed", 6L));
    assertThat(of("Setups.ConditionThrows")).isEqualTo(Map.of("failed", 2L));
    assertThat(of("Setups.ExtensionCannotBeBuilt")).isEqualTo(Map.of("failed", 2L));
    assertThat(resultsOf("Setups.BeforeAllThrows"))
        .allSatisfy(
            c -> {
              assertThat(c.failure()).isNotNull();
              assertThat(c.failure().reason()).isEqualTo(FailureReason.SETUP);
              assertThat(c.failure().message()).contains("no database");
            });
  }

  @Test
  void constructorOrInitializerThatThrows_failsEveryTestOfTheClass() {
    assertThat(of("Setups.ConstructorThrows")).isEqualTo(Map.of("failed", 2L));
    assertThat(of("Setups.InitializerThrows")).isEqualTo(Map.of("failed", 2L));
  }

  @Test
  void failureBeforeTheBody_isOfTheSetUp() {
    for (String type :
        List.of("BeforeEachThrows", "ConstructorThrows", "InitializerThrows", "ParameterUnknown")) {
      assertThat(resultsOf("Setups." + type + "."))
          .isNotEmpty()
          .allSatisfy(
              c -> {
                assertThat(c.failure()).isNotNull();
                assertThat(c.failure().reason()).as(c.id()).isEqualTo(FailureReason.SETUP);
              });
    }
    assertThat(resultsOf("Setups.BodyThrows."))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.failure()).isNotNull();
              assertThat(c.failure().reason()).isEqualTo(FailureReason.ASSERTION);
            });
  }

  @Test
  void setUpThatAborts_abortsEveryTestBelow() {
    assertThat(of("Setups.BeforeAllAborts")).isEqualTo(Map.of("aborted", 2L));
  }

  @Test
  void disabledClass_skipsAsManyTestsAsItDeclares() {
    assertThat(of("Setups.IsDisabled")).isEqualTo(Map.of("skipped", 11L));
  }

  @Test
  void templateThatGivesNothing_isOneFailure() {
    assertThat(of("Templates.SourceThrows")).isEqualTo(Map.of("failed", 1L));
    assertThat(of("Templates.SourceIsEmpty")).isEqualTo(Map.of("failed", 1L));
    assertThat(of("Templates.HasNoProvider")).isEqualTo(Map.of("failed", 1L));
  }

  @Test
  void templateThatFailed_countsAsManyFailuresAsItHadTests() {
    assertThat(of("Templates.FactoryThrows")).isEqualTo(Map.of("failed", 7L));
  }

  @Test
  void templateThatFailsHalfWay_keepsItsPassesAndFailsOnce() {
    assertThat(of("Templates.SourceThrowsHalfWay")).isEqualTo(Map.of("passed", 2L, "failed", 1L));
    assertThat(of("Templates.FactoryThrowsHalfWay")).isEqualTo(Map.of("passed", 2L, "failed", 1L));
  }

  @Test
  void templateThatIsEmptyBySuccess_wasNotRun() {
    assertThat(of("Templates.SourceMayBeEmpty")).isEqualTo(Map.of("not_run", 1L));
    assertThat(of("Templates.FactoryIsEmpty")).isEqualTo(Map.of("not_run", 1L));
  }

  @Test
  void testsOfTemplates_countEachUnderTheTemplatesId() {
    assertThat(of("Templates.FactoryNests")).isEqualTo(Map.of("passed", 2L, "failed", 1L));
    assertThat(of("Templates.Repeats")).isEqualTo(Map.of("passed", 5L));
    assertThat(of("Templates.ClassOfArguments")).isEqualTo(Map.of("passed", 6L));
    assertThat(resultsOf("Templates.FactoryNests"))
        .extracting(CheckResult::displayName)
        .containsExactlyInAnyOrder("one() alone", "one() together first", "one() together second");
  }

  @Test
  void classTemplateWithoutArguments_isOneFailureInItsName() {
    assertThat(resultsOf("Templates.ClassSourceThrows"))
        .singleElement()
        .satisfies(c -> assertThat(c.outcome()).isEqualTo(Outcome.FAILED));
  }

  @Test
  void testThatWouldNotRun_isAFailureWithItsName() {
    for (String type : List.of("PrivateMethod", "StaticMethod", "ReturnsSomething")) {
      assertThat(of("Declarations." + type)).isEqualTo(Map.of("passed", 1L, "failed", 1L));
    }
  }

  @Test
  void classThatBreaksTheWholeEngine_isLeftOutAndNamed() {
    assertThat(of("Declarations.LifecycleNotStatic")).isEqualTo(Map.of("failed", 1L));
  }

  @Test
  void classThatCannotBeLoaded_wasNotRunAndIsNamed() {
    assertThat(resultsOf("Declarations.Lacks"))
        .hasSize(2)
        .allSatisfy(
            c -> {
              assertThat(c.outcome()).isEqualTo(Outcome.NOT_RUN);
              assertThat(c.note()).contains("can't be loaded").contains("MissingBase");
            });
    assertThat(run.problems()).anyMatch(p -> p.contains("LacksItsBase can't be loaded"));
  }

  @Test
  void classNamedCheck_isFound() {
    assertThat(of("Declarations.DiskCheck")).isEqualTo(Map.of("passed", 1L));
  }

  @Test
  void failureAfterTheTests_isOneMoreFailureAndTakesNoPassAway() {
    assertThat(of("Teardowns.AfterAllThrows")).isEqualTo(Map.of("passed", 2L));
    assertThat(of("Teardowns.ClassStoreThrows")).isEqualTo(Map.of("passed", 1L));
    assertThat(of("Teardowns.RootStoreThrows")).isEqualTo(Map.of("passed", 1L));
    assertThat(items())
        .contains(
            "ugly/Teardowns.AfterAllThrows",
            "ugly/Teardowns.ClassStoreThrows",
            "ugly/JUnit Jupiter");
    assertThat(run.problems()).anyMatch(p -> p.contains("can't clean up"));
  }

  @Test
  void failureOnAnotherThread_isOneMoreFailure() {
    assertThat(of("Teardowns.FailsElsewhere")).isEqualTo(Map.of("passed", 1L));
    assertThat(items()).contains("ugly/uncaught exception");
  }

  @Test
  void leakedThread_doesNotKeepTheProcess() {
    assertThat(of("Teardowns.LeaksAThread")).isEqualTo(Map.of("passed", 1L));
    assertThat(output).doesNotContain("killed by the test");
  }

  @Test
  void countsAddUp_andTheRunIsNotConclusive() {
    Counts counts = run.counts();
    assertThat(run.checks()).hasSize(counts.total());
    assertThat(counts.passRate()).isEqualTo((double) counts.passed() / counts.total());
    assertThat(counts.notRun()).isEqualTo(4);
    assertThat(run.conclusive()).isFalse();
    assertThat(run.suites()).extracting(SuiteRun::name).containsExactly("ugly");
  }

  @Test
  void everyJUnit_givesTheSameCounts() {
    CheckRun five = COUNTED.computeIfAbsent(JUnit.FIVE, CountingTest::runAllUglyClasses).run();
    assertThat(run.counts()).isEqualTo(five.counts());
    assertThat(run.checks().stream().map(c -> c.id() + " " + c.outcome()))
        .containsExactlyInAnyOrderElementsOf(
            five.checks().stream().map(c -> c.id() + " " + c.outcome()).toList());
  }
}
