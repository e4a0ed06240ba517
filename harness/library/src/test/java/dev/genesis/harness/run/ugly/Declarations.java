package dev.genesis.harness.run.ugly;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests that are declared in a way in which they do not run. */
public final class Declarations {
  private Declarations() {}

  /** One that runs, one that does not. */
  public static class PrivateMethod {
    @Test
    void runs() {}

    @Test
    private void doesNot() {}
  }

  /** One that does not. */
  public static class StaticMethod {
    @Test
    static void doesNot() {}

    @Test
    void runs() {}
  }

  /** One that does not. */
  public static class ReturnsSomething {
    @Test
    int doesNot() {
      return 1;
    }

    @Test
    void runs() {}
  }

  /** JUnit would not run any test of the whole engine for its sake. */
  public static class LifecycleNotStatic {
    @BeforeAll
    void setUp() {}

    @Test
    void never() {}
  }

  /** It is left out of the jar. */
  public static class MissingBase {
    @Test
    void inherited() {}
  }

  /** Its superclass is not in the jar. */
  public static class LacksItsBase extends MissingBase {
    @Test
    void own() {}
  }

  /** A type in a signature is not in the jar. */
  public static class LacksAType {
    @Test
    void one() {}

    MissingBase helper() {
      return new MissingBase();
    }
  }

  /** Named in a way that scanners leave out. */
  public static class DiskCheck {
    @Test
    void found() {}
  }

  /** No test at all. */
  public static class NoTests {
    /** Is none. */
    void helper() {}
  }
}
