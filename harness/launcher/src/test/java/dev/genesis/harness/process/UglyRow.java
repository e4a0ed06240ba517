package dev.genesis.harness.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One ugly class of the library's tests and how the contract counts it, in a jar and so a suite of
 * its own. {@code docs/counting.md} has the same table.
 */
enum UglyRow {
  BeforeAllThrows("Setups", Tally.ofFailed(6)),
  ConditionThrows("Setups", Tally.ofFailed(2)),
  ExtensionCannotBeBuilt("Setups", Tally.ofFailed(2)),
  BeforeAllAborts("Setups", Tally.ofAborted(2)),
  IsDisabled("Setups", Tally.ofSkipped(11)),
  ConstructorThrows("Setups", Tally.ofFailed(2)),
  BeforeEachThrows("Setups", Tally.ofFailed(2)),
  ParameterUnknown("Setups", Tally.ofFailed(1)),
  InitializerThrows("Setups", Tally.ofFailed(2)),
  SourceThrows("Templates", Tally.ofFailed(1)),
  SourceIsEmpty("Templates", Tally.ofFailed(1)),
  HasNoProvider("Templates", Tally.ofFailed(1)),
  FactoryThrows("Templates", Tally.ofFailed(1)),
  ClassSourceThrows("Templates", Tally.ofFailed(1)),
  SourceThrowsHalfWay("Templates", Tally.of(2, 1)),
  FactoryThrowsHalfWay("Templates", Tally.of(2, 1)),
  FactoryNests("Templates", Tally.of(2, 1)),
  SourceMayBeEmpty("Templates", Tally.ofNotRun(1)),
  FactoryIsEmpty("Templates", Tally.ofNotRun(1)),
  Repeats("Templates", Tally.ofPassed(5)),
  ClassOfArguments("Templates", Tally.ofPassed(6)),
  AfterAllThrows("Teardowns", Tally.of(2, 1)),
  ClassStoreThrows("Teardowns", Tally.of(1, 1)),
  RootStoreThrows("Teardowns", Tally.of(1, 1), true),
  FailsElsewhere("Teardowns", Tally.of(1, 1), true),
  LeaksAThread("Teardowns", Tally.ofPassed(1)),
  PrivateMethod("Declarations", Tally.of(1, 1)),
  StaticMethod("Declarations", Tally.of(1, 1)),
  ReturnsSomething("Declarations", Tally.of(1, 1)),
  LifecycleNotStatic("Declarations", Tally.ofFailed(1)),
  LacksItsBase("Declarations", Tally.ofNotRun(1)),
  LacksAType("Declarations", Tally.ofNotRun(1)),
  DiskCheck("Declarations", Tally.ofPassed(1)),
  Exits("Endings", Tally.ofFailed(1)),
  Halts("Endings", Tally.ofFailed(1)),
  SpinsOnAnotherThread("Endings", Tally.ofFailed(1)),
  Innocent("Endings", Tally.ofPassed(4)),
  EatsMemory("Endings", Tally.ofFailed(1), true),
  Spins("Endings", Tally.ofFailed(1), true),
  SpinsWithTimeout("Endings", Tally.ofFailed(1), true),
  Sleeps("Endings", Tally.ofFailed(1), true),
  ReadsASocket("Endings", Tally.ofFailed(1), true),
  HangsInConstructor("Endings", Tally.ofFailed(2), true),
  HangsInBeforeAll("Endings", Tally.ofFailed(2), true),
  HangsInSource("Endings", Tally.ofFailed(1), true),
  HangsInDynamicTest("Endings", Tally.of(3, 1), true);

  private static final String FOLDER = "dev/genesis/harness/run/ugly/";

  private final String outer;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
  private final Tally tally;

  private final boolean alone;

  UglyRow(String outer, Tally tally) {
    this(outer, tally, false);
  }

  /**
   * @param alone because what goes wrong is the process's and not the suite's, or takes long
   */
  UglyRow(String outer, Tally tally, boolean alone) {
    this.outer = outer;
    this.tally = tally;
    this.alone = alone;
  }

  Tally tally() {
    return tally;
  }

  boolean alone() {
    return alone;
  }

  /**
   * What runs in one run with it. Those that end the process are apart: what another class is at in
   * that moment, such as its {@code @AfterAll}, is cut off with it.
   */
  String batch() {
    return outer.equals("Endings") ? "endings" : "others";
  }

  /** Its class with what is around it and in it, as a check jar; what it lacks is lacking. */
  Path jar(Path folder) throws IOException {
    Path jar = folder.resolve(name() + ".jar");
    Path classes =
        Path.of(System.getProperty("genesis.test.ugly", "../library/target/test-classes"))
            .toAbsolutePath();
    // helpers of other rows do no harm, their tests would
    Pattern wanted =
        Pattern.compile(
            Pattern.quote(outer)
                + "([$](Broken\\w+|Unbuildable\\w+|\\w+ThatFails|FailsToClose|"
                + name()
                + "([$].*)?))?[.]class");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> all = Files.list(classes.resolve(FOLDER))) {
      for (Path one : all.sorted().toList()) {
        if (wanted.matcher(String.valueOf(one.getFileName())).matches()) {
          entries.putNextEntry(new JarEntry(FOLDER + one.getFileName()));
          Files.copy(one, entries);
          entries.closeEntry();
        }
      }
    }
    return jar;
  }
}
