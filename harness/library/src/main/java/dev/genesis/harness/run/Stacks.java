package dev.genesis.harness.run;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What threads are at. */
final class Stacks {
  private static final int LONGEST_DUMP = 128 * 1024;

  private Stacks() {}

  /** Every thread's stack, this one's first. */
  static String dump(Thread first) {
    StringBuilder dump = new StringBuilder();
    append(dump, first, first.getStackTrace());
    for (Map.Entry<Thread, StackTraceElement[]> other : Thread.getAllStackTraces().entrySet()) {
      if (dump.length() > LONGEST_DUMP) {
        break;
      }
      if (other.getKey() != first) {
        append(dump, other.getKey(), other.getValue());
      }
    }
    return Text.kept(dump.toString(), LONGEST_DUMP);
  }

  private static void append(StringBuilder dump, Thread thread, StackTraceElement[] stack) {
    dump.append('"').append(thread.getName()).append("\" ").append(thread.getState()).append('\n');
    for (StackTraceElement frame : stack) {
      dump.append("\tat ").append(frame).append('\n');
    }
    dump.append('\n');
  }

  /**
   * Whether it is JUnit itself that waits there, for tests on other threads or for a resource,
   * rather than code of a check or an extension.
   */
  static boolean junitWaits(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
        return type.startsWith("org.junit.platform.engine.support.hierarchical.")
            || type.startsWith("dev.genesis.harness.run.RunningNodes");
      }
    }
    return true;
  }

  /** A thread that builds an instance of a class for a test, out of those that are at no node. */
  static @Nullable Thread findBuilding(String className, Predicate<Thread> atNothing) {
    for (Map.Entry<Thread, StackTraceElement[]> other : Thread.getAllStackTraces().entrySet()) {
      if (atNothing.test(other.getKey()) && builds(other.getValue(), className)) {
        return other.getKey();
      }
    }
    return null;
  }

  private static boolean builds(StackTraceElement[] stack, String className) {
    boolean byJUnit = false;
    boolean ofClass = false;
    for (StackTraceElement frame : stack) {
      byJUnit |= frame.getClassName().startsWith("org.junit.platform.engine.support.hierarchical.");
      ofClass |= frame.getClassName().equals(className) && frame.getMethodName().endsWith("init>");
    }
    return byJUnit && ofClass;
  }

  /** Whether a thread is ending the process. */
  static boolean exits(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("java.lang.Shutdown")
          || (frame.getClassName().equals("java.lang.Runtime")
              && frame.getMethodName().equals("exit"))) {
        return true;
      }
    }
    return false;
  }
}
