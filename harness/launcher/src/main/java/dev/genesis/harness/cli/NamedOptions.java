package dev.genesis.harness.cli;

import dev.genesis.harness.config.SettingsLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * Options that hold a name in the middle ({@code --service-genesis-url}, {@code
 * --threshold-error-ratio}): the command line cannot list them one by one, so they are rewritten to
 * {@code --set KEY=VALUE}, which means the same.
 */
final class NamedOptions {
  private NamedOptions() {}

  static String[] plain(String... arguments) {
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("--")) {
        plain.addAll(List.of(arguments).subList(i, arguments.length));
        break;
      }
      int at = argument.indexOf('=');
      String name = at < 0 ? argument : argument.substring(0, at);
      String key = hasName(name) ? SettingsLoader.keyOfOption(name) : null;
      if (key == null) {
        plain.add(argument);
      } else if (at >= 0) {
        plain.add("--set=" + key + argument.substring(at));
      } else if (i + 1 < arguments.length) {
        plain.add("--set=" + key + "=" + arguments[++i]);
      } else {
        throw new UsageException(name + " needs a value");
      }
    }
    return plain.toArray(new String[0]);
  }

  private static boolean hasName(String option) {
    return option.startsWith("--service-") || option.startsWith("--threshold-");
  }
}
