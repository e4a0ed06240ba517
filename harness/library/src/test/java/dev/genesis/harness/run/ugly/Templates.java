package dev.genesis.harness.run.ugly;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong where a method stands for several tests. */
@SuppressWarnings("DoNotCallSuggester") // to throw is what they are here for
public final class Templates {
  private Templates() {}

  /** One, that never gives a test. */
  public static class SourceThrows {
    static Stream<String> source() {
      throw new IllegalStateException("no source");
    }

    @ParameterizedTest
    @MethodSource("source")
    void one(String argument) {}
  }

  /**
   * Two pass, then the source is broken. In parallel, JUnit would not wait for the two, and may
   * never start them.
   */
  @Execution(ExecutionMode.SAME_THREAD)
  public static class SourceThrowsHalfWay {
    static Stream<Integer> source() {
      return IntStream.range(0, 10).boxed().peek(Templates::refuseTheThird);
    }

    @ParameterizedTest
    @MethodSource("source")
    void one(int argument) {}
  }

  private static void refuseTheThird(int number) {
    if (number == 2) {
      throw new IllegalStateException("the source broke at the third");
    }
  }

  /** Nothing to run, which JUnit takes for a failure. */
  public static class SourceIsEmpty {
    static Stream<String> source() {
      return Stream.of();
    }

    @ParameterizedTest
    @MethodSource("source")
    void one(String argument) {}
  }

  /** Nothing to run, which JUnit takes for a success. */
  public static class SourceMayBeEmpty {
    static Stream<String> source() {
      return Stream.of();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("source")
    void one(String argument) {}
  }

  /** Nobody provides for it. */
  public static class HasNoProvider {
    @TestTemplate
    void one() {}
  }

  /** Throws before it gives a test. */
  public static class FactoryThrows {
    @TestFactory
    List<DynamicNode> one() {
      throw new IllegalStateException("no tests today");
    }
  }

  /**
   * Two pass, then the factory is broken. In parallel, JUnit would not wait for the two, and may
   * never start them.
   */
  @Execution(ExecutionMode.SAME_THREAD)
  public static class FactoryThrowsHalfWay {
    @TestFactory
    Iterator<DynamicNode> one() {
      return IntStream.range(0, 10)
          .peek(Templates::refuseTheThird)
          .mapToObj(i -> (DynamicNode) dynamicTest("number " + i, () -> {}))
          .iterator();
    }
  }

  /** Gives nothing, which JUnit takes for a success. */
  public static class FactoryIsEmpty {
    @TestFactory
    List<DynamicNode> one() {
      return List.of();
    }
  }

  /** Three tests, two of them in a container. */
  public static class FactoryNests {
    @TestFactory
    List<DynamicNode> one() {
      return List.of(
          dynamicTest("alone", () -> {}),
          dynamicContainer(
              "together",
              List.of(
                  dynamicTest("first", () -> {}),
                  dynamicTest(
                      "second",
                      () -> {
                        throw new AssertionError("the second is wrong");
                      }))));
    }
  }

  /** Five that pass. */
  public static class Repeats {
    @RepeatedTest(5)
    void one() {}
  }

  /** Two tests for each of two arguments, and one nested. */
  @ParameterizedClass
  @ValueSource(strings = {"a", "b"})
  public static class ClassOfArguments {
    private final String argument;

    ClassOfArguments(String argument) {
      this.argument = argument;
    }

    @Test
    void one() {
      System.out.println(argument);
    }

    @Test
    void two() {}

    @Nested
    class Inner {
      @Test
      void three() {}
    }
  }

  /** Two tests that never get an argument. */
  @ParameterizedClass
  @MethodSource("source")
  public static class ClassSourceThrows {
    private final String argument;

    ClassSourceThrows(String argument) {
      this.argument = argument;
    }

    static Stream<String> source() {
      throw new IllegalStateException("no arguments");
    }

    @Test
    void one() {
      System.out.println(argument);
    }

    @Test
    void two() {}
  }
}
