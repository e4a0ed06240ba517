package dev.genesis.harness.run;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;

/**
 * Keeps Jupiter from what is not to run any more: everything once the run is stopped (JUnit 6 can
 * do that itself), and tests of a template that an earlier process of the run has already done.
 * JUnit finds it as a service; outside a process of ours it lets everything pass.
 */
public final class RunGate implements ExecutionCondition, InvocationInterceptor {
  private static final ConditionEvaluationResult OPEN = ConditionEvaluationResult.enabled("");
  private static volatile boolean stopped;
  private static volatile Set<String> done = Set.of();

  static void stop() {
    stopped = true;
  }

  static void done(Set<String> uniqueIds) {
    done = uniqueIds;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (stopped) {
      return ConditionEvaluationResult.disabled("the run was stopped");
    }
    if (!done.isEmpty() && done.contains(context.getUniqueId())) {
      return ConditionEvaluationResult.disabled("already done");
    }
    return OPEN;
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext invocationContext,
      ExtensionContext context)
      throws Throwable {
    if (!done.isEmpty() && done.contains(context.getUniqueId())) {
      invocation.skip();
    } else {
      invocation.proceed();
    }
  }
}
