package dev.genesis.harness.run;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * JUnit 6's way to end a run early, reached by reflection since this is compiled against JUnit 5.
 */
final class Cancellation {
  private final @Nullable Object token;

  private Cancellation(@Nullable Object token) {
    this.token = token;
  }

  static Cancellation create() {
    try {
      Class<?> type = Class.forName("org.junit.platform.engine.CancellationToken");
      return new Cancellation(type.getMethod("create").invoke(null));
    } catch (ReflectiveOperationException e) {
      return new Cancellation(null); // JUnit 5
    }
  }

  boolean available() {
    return token != null;
  }

  void cancel() {
    if (token != null) {
      try {
        Class.forName("org.junit.platform.engine.CancellationToken")
            .getMethod("cancel")
            .invoke(token);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("JUnit's cancellation can't be reached", e);
      }
    }
  }

  /** Executes the plan in a way that can be cancelled, if this JUnit can do that. */
  void execute(Launcher launcher, TestPlan plan, TestExecutionListener listener) {
    if (token == null) {
      launcher.execute(plan, listener);
      return;
    }
    try {
      Class<?> builderType =
          Class.forName("org.junit.platform.launcher.core.LauncherExecutionRequestBuilder");
      Object builder = builderType.getMethod("request", TestPlan.class).invoke(null, plan);
      Class<?> tokenType = Class.forName("org.junit.platform.engine.CancellationToken");
      builderType.getMethod("cancellationToken", tokenType).invoke(builder, token);
      Object listeners = Array.newInstance(TestExecutionListener.class, 1);
      Array.set(listeners, 0, listener);
      builderType.getMethod("listeners", listeners.getClass()).invoke(builder, listeners);
      Object request = builderType.getMethod("build").invoke(builder);
      Class<?> requestType = Class.forName("org.junit.platform.launcher.LauncherExecutionRequest");
      Launcher.class.getMethod("execute", requestType).invoke(launcher, request);
    } catch (InvocationTargetException e) {
      throw unchecked(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JUnit can't be started as JUnit 6 is", e);
    }
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException runtime ? runtime : new IllegalStateException(thrown);
  }
}
