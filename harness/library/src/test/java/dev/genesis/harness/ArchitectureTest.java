package dev.genesis.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the library and who may know whom. */
@AnalyzeClasses(packages = "dev.genesis.harness", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.genesis.harness.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule settingsKnowNoOtherPackage =
      noClasses()
          .that()
          .resideInAPackage("..harness.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..harness.service..",
              "..harness.extension..",
              "..harness.run..",
              "..harness.objective..",
              "..harness.publish..");

  @ArchTest
  static final ArchRule aRunKnowsNothingOfWhatBecomesOfIt =
      noClasses()
          .that()
          .resideInAPackage("..harness.run..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..harness.objective..", "..harness.publish..");

  @ArchTest
  static final ArchRule timeComesInAsAClockOrNanoTime =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .because("a wall clock in the middle of logic cannot be tested, and it jumps");

  @ArchTest
  static final ArchRule dataIsNeverMadeByNamesThatSayNothing =
      classes().should().haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl)");
}
