package dev.genesis.harness.extension;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckMetadataReader;
import dev.genesis.harness.service.Caller;
import dev.genesis.harness.service.CheckTime;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.TestAbortedException;

/** One check (or one class, for what runs before and after its checks) while it runs. */
final class CheckScope {
  private static final Namespace NAMESPACE = Namespace.create(CheckScope.class);

  private final CheckProcess process;
  private final CheckMetadata metadata;
  private final String place;
  private final Caller caller;
  private final CheckTime time;
  private final Duration limit;

  private CheckScope(ExtensionContext context) {
    process = CheckProcess.of(context);
    ExtensionContext declaring = declaring(context);
    Class<?> type = declaring.getRequiredTestClass();
    metadata =
        declaring
            .getTestMethod()
            .map(method -> CheckMetadataReader.read(type, method, "none"))
            .orElseGet(() -> CheckMetadataReader.read(type, "none"));
    place =
        type.getSimpleName()
            + declaring.getTestMethod().map(method -> "." + method.getName()).orElse("");
    Duration own = metadata.timeout();
    limit = own == null ? process.settings().get(GenesisSettings.CHECK_TIMEOUT) : own;
    time = CheckTime.of(limit);
    String uniqueId = context.getUniqueId();
    caller =
        new Caller(
            (service, took, status) ->
                process.recorder().requested(uniqueId, service, took, status),
            metadata.mutating(),
            time);
  }

  /** A dynamic test has neither class nor method of its own: they are those of its factory. */
  private static ExtensionContext declaring(ExtensionContext context) {
    ExtensionContext declaring = context;
    while (declaring.getTestClass().isEmpty() && declaring.getParent().isPresent()) {
      declaring = declaring.getParent().get();
    }
    return declaring;
  }

  /** The scope of a context; the same one as long as the context lives. */
  static CheckScope of(ExtensionContext context) {
    // the store also finds what contexts above have put there: hence the id in the key
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            context.getUniqueId(), id -> new CheckScope(context), CheckScope.class);
  }

  CheckProcess process() {
    return process;
  }

  CheckMetadata metadata() {
    return metadata;
  }

  Caller caller() {
    return caller;
  }

  <T> T whileBound(Supplier<T> work) {
    Caller before = Caller.bind(caller);
    try {
      return work.get();
    } finally {
      Caller.bind(before);
    }
  }

  /** Runs a part of the check: its requests are known as its own, and its time is kept. */
  <T extends @Nullable Object> T run(Invocation<T> invocation) throws Throwable {
    Caller before = Caller.bind(caller);
    Deadline deadline = process.watched() ? Deadline.none() : Deadline.of(time.remaining());
    try {
      T result = invocation.proceed();
      deadline.end();
      if (deadline.passed()) {
        throw new CheckTimeoutError(place, limit, null);
      }
      return result;
    } catch (CheckTimeoutError e) {
      throw e;
    } catch (TestAbortedException e) {
      deadline.end();
      throw e;
    } catch (Throwable e) {
      deadline.end();
      if (deadline.passed()) {
        throw new CheckTimeoutError(place, limit, e);
      }
      throw ShownFailure.of(e, caller);
    } finally {
      Caller.bind(before);
    }
  }
}
