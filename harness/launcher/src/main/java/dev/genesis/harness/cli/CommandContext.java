package dev.genesis.harness.cli;

import dev.genesis.harness.config.Settings;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What a command works with.
 *
 * @param settings those in force, options included
 * @param environment the process's environment
 */
public record CommandContext(
    Settings settings, Terminal terminal, Map<String, String> environment) {

  public PrintWriter out() {
    return terminal.out();
  }

  public PrintWriter err() {
    return terminal.err();
  }
}
