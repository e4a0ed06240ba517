package dev.genesis.harness.supervise;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * SIGINT and SIGTERM, told apart: a shutdown hook can't. The JDK's own class for it is in every JDK
 * but in no exported API, so it is called by reflection; where it is missing the JVM ends as usual.
 */
final class Signals {
  static final int INT = 2;
  static final int TERM = 15;

  private Signals() {}

  /** Calls back with the signal's number, on a thread of the JVM's. */
  static void onInterrupt(IntConsumer handler) {
    on("INT", INT, handler);
    on("TERM", TERM, handler);
  }

  private static void on(String name, int number, IntConsumer handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> signalHandler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            switch (method.getName()) {
              case "handle" -> handler.accept(number);
              case "equals" -> {
                return proxy == arguments[0];
              }
              case "hashCode" -> {
                return number;
              }
              default -> {
                return name;
              }
            }
            return null;
          };
      signal
          .getMethod("handle", signal, signalHandler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(
                  Signals.class.getClassLoader(), new Class<?>[] {signalHandler}, call));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // not to be had here (or ignored by who started us): the JVM's own behaviour stays
    }
  }
}
