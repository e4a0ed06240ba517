package dev.genesis.harness.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The screen, as a command sees it.
 *
 * @param interactive whether a person watches: then progress is one line that is rewritten
 * @param colours whether colours are welcome: a person watches and {@code NO_COLOR} is not set
 * @param width columns, 80 where nobody says
 */
public record Terminal(
    PrintWriter out, PrintWriter err, boolean interactive, boolean colours, int width) {

  /** The process's own screen. */
  static Terminal ofProcess(Map<String, String> environment) {
    boolean interactive =
        consoleIsTerminal() && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    String noColor = environment.getOrDefault("NO_COLOR", "");
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        interactive,
        interactive && noColor.isEmpty(),
        width(environment.getOrDefault("COLUMNS", "")));
  }

  @SuppressWarnings("SystemConsoleNull") // what JDK 22 changed is what the lines below are about
  private static boolean consoleIsTerminal() {
    // the plain console: the default of JDK 22 and later loads a line editor first
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // before JDK 22 there is only a console where there is a terminal
    }
  }

  /** UTF-8 whatever the locale: names of checks come from everywhere. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  private static int width(String columns) {
    try {
      return Math.max(40, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return 80; // not said, or nonsense: the width that every terminal has
    }
  }
}
