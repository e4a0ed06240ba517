package dev.genesis.harness.cli;

import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.supervise.SupervisionException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Whatever goes wrong, as one line on the screen and an exit code; never a stack trace unasked. */
final class ErrorLine {
  private ErrorLine() {}

  static int usage(ParameterException problem, Terminal terminal) {
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    StringBuilder line = new StringBuilder(oneLine(problem.getMessage()));
    if (problem instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      boolean option = first.startsWith("-");
      line.replace(
          0, line.length(), "unknown " + (option ? "option " : "command or argument ") + first);
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        line.append("; did you mean ").append(suggestions.get(0)).append('?');
      }
    }
    terminal.err().println("genesis: " + line + "; see " + command + " --help");
    return ExitCode.USAGE;
  }

  static int show(Exception problem, CommandLine command, Terminal terminal) {
    terminal.err().println("genesis: " + message(problem));
    if (command.getCommand() instanceof GenesisCommand genesis && genesis.debug()) {
      problem.printStackTrace(terminal.err());
    }
    return exitCode(problem);
  }

  private static int exitCode(Exception problem) {
    if (problem instanceof CommandFailure failure) {
      return failure.exitCode();
    }
    return problem instanceof UsageException
            || problem instanceof SettingsException
            || (problem instanceof SupervisionException hindrance && hindrance.usage())
        ? ExitCode.USAGE
        : ExitCode.INCONCLUSIVE;
  }

  private static String message(Exception problem) {
    String message = oneLine(problem.getMessage());
    if (problem instanceof CommandFailure
        || problem instanceof UsageException
        || problem instanceof SettingsException
        || problem instanceof SupervisionException) {
      return message;
    }
    // not foreseen: the kind says more than its message alone, and --debug says where
    String kind = problem.getClass().getSimpleName();
    return message.isEmpty() ? kind + " (--debug shows where)" : kind + ": " + message;
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
