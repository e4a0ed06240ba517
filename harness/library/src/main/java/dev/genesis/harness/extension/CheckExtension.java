package dev.genesis.harness.extension;

import dev.genesis.harness.Service;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.service.Awaiting;
import dev.genesis.harness.service.HttpService;
import dev.genesis.harness.service.PromQl;
import dev.genesis.harness.service.Services;
import io.restassured.specification.RequestSpecification;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Hands a check its services and keeps its time. The check annotations register it; an annotation
 * of one's own does so with {@code @ExtendWith}.
 *
 * <p>It gives parameters to test methods, lifecycle methods and constructors: {@link Service
 * &#64;Service} ones, {@link Thresholds}, and Awaitility's {@code ConditionFactory} bounded by the
 * check's time. A failed assertion is shown with the last request and its answer.
 */
public final class CheckExtension
    implements ParameterResolver, InvocationInterceptor, ExecutionCondition {

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    // what a constructor asks for is asked for by the check
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Outside the launcher nobody has left out what must not run: it is skipped, with the reason. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      return ConditionEvaluationResult.enabled("decided for each check");
    }
    CheckScope scope = CheckScope.of(context);
    CheckMetadata.Quarantined quarantine = scope.metadata().quarantine();
    LocalDate today = LocalDate.now(Clock.system(ZoneOffset.UTC));
    if (quarantine != null && !today.isAfter(quarantine.until())) {
      return ConditionEvaluationResult.disabled(
          "quarantined until %s by %s: %s"
              .formatted(quarantine.until(), quarantine.owner(), quarantine.reason()));
    }
    if (scope.metadata().mutating() && !scope.process().mutationsAllowed()) {
      return ConditionEvaluationResult.disabled("it is mutating; allow it with --allow-mutations");
    }
    return ConditionEvaluationResult.enabled("nothing speaks against it");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return parameter.isAnnotated(Service.class)
        || type == Thresholds.class
        || type == ConditionFactory.class
        || type == HttpService.class
        || type == PromQl.class
        || type == RequestSpecification.class;
  }

  @Override
  public Object resolveParameter(ParameterContext context, ExtensionContext extension) {
    Parameter parameter = context.getParameter();
    CheckScope scope = CheckScope.of(extension);
    if (parameter.getType() == Thresholds.class) {
      return scope.process().thresholds(extension.getRequiredTestClass().getClassLoader());
    }
    if (parameter.getType() == ConditionFactory.class) {
      return scope.whileBound(Awaiting::await);
    }
    Service service = parameter.getAnnotation(Service.class);
    if (service == null) {
      throw new ParameterResolutionException(
          "%s: parameter %s does not say of which service; write @Service(\"NAME\") before it"
              .formatted(place(context), parameter.getName()));
    }
    return client(service.value(), parameter, scope, context);
  }

  private static Object client(
      String name, Parameter parameter, CheckScope scope, ParameterContext context) {
    Services services = scope.process().services();
    Class<?> type = parameter.getType();
    if (type == RequestSpecification.class) {
      return services.restAssured(name, scope.caller());
    }
    if (type == HttpService.class) {
      return services.http(name, scope.caller());
    }
    if (type == PromQl.class) {
      return services.promQl(name, scope.caller());
    }
    if (type == URI.class) {
      return services.uri(name);
    }
    throw new ParameterResolutionException(
        "%s: @Service(\"%s\") gives no %s; take a RequestSpecification, HttpService, PromQl or URI"
            .formatted(place(context), name, type.getSimpleName()));
  }

  private static String place(ParameterContext context) {
    return context.getDeclaringExecutable().getDeclaringClass().getSimpleName()
        + "."
        + context.getDeclaringExecutable().getName();
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> call,
      ExtensionContext context)
      throws Throwable {
    return CheckScope.of(context).run(invocation);
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    CheckScope.of(context).run(invocation);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    CheckScope.of(context).run(invocation);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    CheckScope.of(context).run(invocation);
  }

  @Override
  public <T> T interceptTestFactoryMethod(
      Invocation<T> invocation, ReflectiveInvocationContext<Method> call, ExtensionContext context)
      throws Throwable {
    return CheckScope.of(context).run(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    CheckScope.of(context).run(invocation);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext call,
      ExtensionContext context)
      throws Throwable {
    CheckScope.of(context).run(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    CheckScope.of(context).run(invocation);
  }

  @Override
  public void interceptAfterAllMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    CheckScope.of(context).run(invocation);
  }
}
