package dev.genesis.harness.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Failure} of what was thrown. Classes are known by their names, and those of the
 * classes they extend, so that a check jar may bring its own versions of the libraries, or none.
 * What is deepest in the chain of causes is most telling, but a name that was not resolved is told
 * before a connection that was not made, and both before the wrapping of a client.
 */
public final class FailureClassifier {
  /** The longest message that is kept. */
  public static final int LONGEST_MESSAGE = 16 * 1024;

  private static final int LONGEST_DETAIL = 16 * 1024;
  private static final int LONGEST_CHAIN = 20;
  private static final int MOST_FRAMES = 40;

  private static final Set<String> DNS =
      Set.of("java.net.UnknownHostException", "java.nio.channels.UnresolvedAddressException");
  private static final Set<String> TLS =
      Set.of("javax.net.ssl.SSLException", "java.security.cert.CertificateException");
  private static final Set<String> TIMEOUT =
      Set.of(
          "java.util.concurrent.TimeoutException",
          "java.net.http.HttpTimeoutException",
          "java.net.SocketTimeoutException",
          "org.apache.http.conn.ConnectTimeoutException",
          "org.apache.hc.client5.http.ConnectTimeoutException",
          "io.netty.handler.timeout.TimeoutException",
          "org.awaitility.core.ConditionTimeoutException",
          "dev.genesis.harness.extension.CheckTimeoutError");
  private static final Set<String> CONNECT =
      Set.of(
          "java.net.SocketException",
          "java.nio.channels.ClosedChannelException",
          "org.apache.http.NoHttpResponseException",
          "org.apache.hc.core5.http.NoHttpResponseException");
  private static final Set<String> STATUS =
      Set.of("dev.genesis.harness.service.UnexpectedStatusError");
  private static final Set<String> SETUP =
      Set.of(
          "dev.genesis.harness.service.ServiceSetupException",
          "dev.genesis.harness.service.RequestRefusedException",
          "dev.genesis.harness.config.SettingsException",
          "dev.genesis.harness.run.CheckDeclarationException",
          "org.junit.jupiter.api.extension.ExtensionConfigurationException",
          "org.junit.jupiter.api.extension.ParameterResolutionException",
          "org.junit.jupiter.api.extension.TestInstantiationException",
          "org.junit.platform.commons.PreconditionViolationException",
          "org.junit.platform.commons.JUnitException",
          "java.lang.LinkageError",
          "java.lang.ClassNotFoundException");

  private static final Pattern REST_ASSURED_STATUS =
      Pattern.compile("Expected status code .{1,200}but was", Pattern.DOTALL);
  private static final String TEST_OF_JUPITER =
      "org.junit.jupiter.engine.descriptor.TestMethodTestDescriptor";
  private static final Pattern BODY = Pattern.compile("invokeTestMethod|invokeAfter");
  private static final Pattern BEFORE_BODY = Pattern.compile("prepare|invokeBefore");
  private static final Pattern CLOSED_EARLY =
      Pattern.compile(".*(header parser received no bytes|EOF reached while reading).*");

  private FailureClassifier() {}

  /** What is kept of an exception that a check, or something around it, threw. */
  public static Failure of(Throwable thrown) {
    List<Throwable> chain = chain(thrown);
    return new Failure(
        reason(chain),
        thrown.getClass().getName(),
        Text.kept(messageOf(thrown), LONGEST_MESSAGE),
        Text.kept(trace(chain), LONGEST_DETAIL));
  }

  /** The same, of a failure that kept checks from running. */
  static Failure setup(Failure of) {
    return new Failure(FailureReason.SETUP, of.type(), of.message(), of.detail());
  }

  /** The exception, its causes, and what several failures in one hold. */
  private static List<Throwable> chain(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    @Nullable Throwable next = thrown;
    while (next != null && chain.size() < LONGEST_CHAIN && seen.add(next)) {
      chain.add(next);
      next = causeOf(next);
    }
    return chain;
  }

  private static @Nullable Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (RuntimeException | LinkageError e) {
      return null; // an exception that breaks when asked has told all it will
    }
  }

  private static String messageOf(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? thrown.getClass().getName() : message;
    } catch (RuntimeException | LinkageError e) {
      return thrown.getClass().getName() + " (its message could not be had)";
    }
  }

  private static FailureReason reason(List<Throwable> chain) {
    if (any(chain, STATUS)) {
      return FailureReason.STATUS;
    }
    if (any(chain, DNS)) {
      return FailureReason.DNS;
    }
    if (any(chain, TLS)) {
      return FailureReason.TLS;
    }
    if (any(chain, TIMEOUT) || chain.stream().anyMatch(FailureClassifier::connectTimedOut)) {
      return FailureReason.TIMEOUT;
    }
    if (any(chain, CONNECT) || chain.stream().anyMatch(FailureClassifier::closedEarly)) {
      return FailureReason.CONNECT;
    }
    if (chain.stream().anyMatch(FailureClassifier::isStatusAssertion)) {
      return FailureReason.STATUS;
    }
    return any(chain, SETUP) || chain.stream().anyMatch(FailureClassifier::thrownBeforeTheBody)
        ? FailureReason.SETUP
        : FailureReason.ASSERTION;
  }

  /**
   * Whether a test's constructor, {@code @BeforeEach} method or extension threw it. JUnit tells
   * only that the test failed; the stack, where JUnit has not cut it, tells how far it had come.
   * The outermost step counts: a body may run JUnit itself.
   */
  private static boolean thrownBeforeTheBody(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    for (int i = stack.length - 1; i >= 0; i--) {
      if (stack[i].getClassName().equals(TEST_OF_JUPITER)) {
        String method = stack[i].getMethodName();
        if (BODY.matcher(method).find()) {
          return false;
        }
        if (BEFORE_BODY.matcher(method).find()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean any(List<Throwable> chain, Set<String> names) {
    return chain.stream().anyMatch(thrown -> isA(thrown, names));
  }

  private static boolean isA(Throwable thrown, Set<String> names) {
    for (Class<?> c = thrown.getClass(); c != null; c = c.getSuperclass()) {
      if (names.contains(c.getName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean connectTimedOut(Throwable thrown) {
    return isA(thrown, CONNECT) && messageOf(thrown).contains("timed out");
  }

  /** The JDK's client has no class of its own for a connection that ended without an answer. */
  private static boolean closedEarly(Throwable thrown) {
    return thrown instanceof java.io.IOException
        && CLOSED_EARLY.matcher(Text.kept(messageOf(thrown), 300)).matches();
  }

  private static boolean isStatusAssertion(Throwable thrown) {
    return thrown instanceof AssertionError
        && REST_ASSURED_STATUS.matcher(firstOf(messageOf(thrown))).find();
  }

  private static String firstOf(String message) {
    return message.substring(0, Math.min(4000, message.length()));
  }

  private static String trace(List<Throwable> chain) {
    StringBuilder trace = new StringBuilder();
    for (Throwable thrown : chain) {
      trace
          .append(trace.isEmpty() ? "" : "Caused by: ")
          .append(thrown.getClass().getName())
          .append(": ")
          .append(firstOf(messageOf(thrown)))
          .append('\n');
      frames(ofTheCheck(thrown.getStackTrace()), trace);
    }
    return trace.toString();
  }

  /** What the check called, without what called the check. */
  private static StackTraceElement[] ofTheCheck(StackTraceElement[] stack) {
    int end = 0;
    while (end < stack.length && (end == 0 || !isRunner(stack[end]))) {
      end++;
    }
    while (end > 1 && stack[end - 1].getClassName().contains(".reflect.")) {
      end--;
    }
    return Arrays.copyOf(stack, end);
  }

  private static boolean isRunner(StackTraceElement frame) {
    return frame.getClassName().startsWith("org.junit.platform.")
        || frame.getClassName().startsWith("org.junit.jupiter.engine.");
  }

  /** The frames of a stack, without those between JUnit and the check, which say nothing. */
  static void frames(StackTraceElement[] stack, StringBuilder trace) {
    int shown = 0;
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (type.startsWith("org.junit.platform.engine.support.hierarchical.")
          || type.startsWith("org.junit.jupiter.engine.")
          || type.startsWith("java.util.concurrent.ForkJoin")
          || type.startsWith("jdk.internal.reflect.")) {
        continue;
      }
      if (shown++ == MOST_FRAMES) {
        trace.append("\t…\n");
        return;
      }
      trace.append("\tat ").append(frame).append('\n');
    }
  }
}
