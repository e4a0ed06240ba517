package dev.genesis.harness.run.ugly;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What goes wrong before a test. */
@SuppressWarnings("DoNotCallSuggester") // to throw is what they are here for
public final class Setups {
  private Setups() {}

  /** Four tests, one of them nested; no event comes for any. */
  public static class BeforeAllThrows {
    @BeforeAll
    static void setUp() {
      throw new IllegalStateException("no database");
    }

    @Test
    void one() {}

    @Test
    void two() {}

    @RepeatedTest(3)
    void three() {}

    @Nested
    class Inner {
      @Test
      void four() {}
    }
  }

  /** Two tests. */
  @ExtendWith(BrokenCondition.class)
  public static class ConditionThrows {
    @Test
    void one() {}

    @Test
    void two() {}
  }

  /** Throws where it should decide. */
  public static class BrokenCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      throw new IllegalStateException("the condition is broken");
    }
  }

  /** Two tests. */
  @ExtendWith(UnbuildableExtension.class)
  public static class ExtensionCannotBeBuilt {
    @Test
    void one() {}

    @Test
    void two() {}
  }

  /** Its constructor throws. */
  public static class UnbuildableExtension implements ExecutionCondition {
    /** Throws. */
    public UnbuildableExtension() {
      throw new IllegalStateException("the extension can't be built");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return ConditionEvaluationResult.enabled("");
    }
  }

  /** Two tests. */
  public static class BeforeAllAborts {
    @BeforeAll
    static void setUp() {
      assumeTrue(false, "not here");
    }

    @Test
    void one() {}

    @Test
    void two() {}
  }

  /** A test and a repeated one that says it is ten. */
  @Disabled("until next week")
  public static class IsDisabled {
    @Test
    void one() {}

    @RepeatedTest(10)
    void ten() {}
  }

  /** Two tests. */
  public static class ConstructorThrows {
    private final AtomicInteger built = new AtomicInteger();

    ConstructorThrows() {
      if (built.incrementAndGet() > 0) {
        throw new IllegalStateException("can't be built");
      }
    }

    @Test
    void one() {}

    @Test
    void two() {}
  }

  /** Two tests. */
  public static class BeforeEachThrows {
    @BeforeEach
    void setUp() {
      throw new IllegalStateException("no user");
    }

    @Test
    void one() {}

    @Test
    void two() {}
  }

  /** One test, whose parameter nobody gives. */
  public static class ParameterUnknown {
    @Test
    void one(StringBuilder parameter) {}
  }

  /** One test, of which only the body is wrong. */
  public static class BodyThrows {
    @BeforeEach
    void setUp() {}

    @Test
    void one() {
      throw new IllegalStateException("the body is wrong");
    }
  }

  /** Two tests. */
  public static class InitializerThrows {
    private static final int ANSWER = Integer.parseInt("forty-two");

    @Test
    void one() {
      System.out.println(ANSWER);
    }

    @Test
    void two() {}
  }
}
