package dev.genesis.harness.run.ugly;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** What goes wrong after the tests. */
@SuppressWarnings("DoNotCallSuggester") // to throw is what they are here for
public final class Teardowns {
  private Teardowns() {}

  /** Two pass, and then something fails. */
  public static class AfterAllThrows {
    @AfterAll
    static void tearDown() {
      throw new IllegalStateException("can't clean up");
    }

    @Test
    void one() {}

    @Test
    void two() {}
  }

  /** Passes, and its class's store fails to close. */
  @ExtendWith(StoreThatFails.class)
  public static class ClassStoreThrows {
    @Test
    void one() {}
  }

  /** Passes, and the root store fails to close: the engine's own end. */
  @ExtendWith(RootStoreThatFails.class)
  public static class RootStoreThrows {
    @Test
    void one() {}
  }

  /** Puts something into the class's store. */
  public static class StoreThatFails implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      context.getStore(Namespace.create("ugly")).put("it", new FailsToClose());
    }
  }

  /** Puts something into the root store. */
  public static class RootStoreThatFails implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      context.getRoot().getStore(Namespace.create("ugly")).put("it", new FailsToClose());
    }
  }

  @SuppressWarnings("deprecation") // what closes in JUnit 5 and 6 alike
  private static final class FailsToClose
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    @Override
    public void close() {
      throw new IllegalStateException("can't be closed");
    }
  }

  /** Passes, and an assertion fails on a thread of its own. */
  public static class FailsElsewhere {
    @Test
    void one() throws InterruptedException {
      Thread thread =
          new Thread(
              () -> {
                throw new AssertionError("wrong, on another thread");
              },
              "elsewhere");
      thread.start();
      thread.join();
    }
  }

  /** Passes, and a thread of it never ends. */
  public static class LeaksAThread {
    @Test
    void one() {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  java.util.concurrent.locks.LockSupport.park();
                }
              },
              "leaked");
      thread.start();
    }
  }
}
