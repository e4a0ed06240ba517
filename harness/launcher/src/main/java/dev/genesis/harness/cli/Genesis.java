package dev.genesis.harness.cli;

import dev.genesis.harness.run.ExitCode;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The launcher: {@code genesis COMMAND}. */
@Command(
    name = "genesis",
    mixinStandardHelpOptions = false,
    versionProvider = Genesis.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Production health and smoke checks: run, counted honestly, pushed to Prometheus.",
    footer = {
      "",
      "Examples:",
      "  genesis demo",
      "  genesis run --suite smoke --set genesis.service.genesis.url=http://localhost:8000",
      "  genesis run --checks my-checks.jar --classpath 'lib/*' --output out",
      "  genesis run --help",
      "",
      "Exit codes: 0 met, 1 missed, 2 usage, 3 inconclusive, 4 not published, 130/143 interrupted."
    })
public final class Genesis {
  private static final Terminal TERMINAL = Terminal.ofProcess(System.getenv());

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("UnusedVariable") // picocli asks for it by its annotation
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the version, and Java's.")
  @SuppressWarnings("UnusedVariable") // picocli asks for it by its annotation
  private boolean version;

  private Genesis() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // what goes wrong is said in our own lines; a library's log is for who asks for it
    String level = "org.slf4j.simpleLogger.defaultLogLevel";
    if (System.getProperty(level) == null) {
      System.setProperty(level, List.of(arguments).contains("--debug") ? "info" : "off");
    }
    int exitCode = execute(TERMINAL, arguments);
    TERMINAL.out().flush();
    TERMINAL.err().flush();
    System.exit(exitCode);
  }

  static int execute(Terminal terminal, String... arguments) {
    CommandLine line = commandLine(terminal, arguments);
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.min(120, terminal.width()));
    line.setParameterExceptionHandler((problem, given) -> ErrorLine.usage(problem, terminal));
    line.setExecutionExceptionHandler(
        (problem, command, parsed) -> ErrorLine.show(problem, command, terminal));
    if (arguments.length == 0) {
      line.usage(terminal.err());
      return ExitCode.USAGE;
    }
    try {
      return line.execute(NamedOptions.plain(arguments));
    } catch (UsageException e) {
      return ErrorLine.show(e, line, terminal);
    }
  }

  /** With the one command that is asked for, so that the others cost no time to start. */
  private static CommandLine commandLine(Terminal terminal, String... arguments) {
    CommandLine line = new CommandLine(new Genesis());
    Supplier<Object> asked = arguments.length == 0 ? null : Commands.all().get(arguments[0]);
    if (asked != null && !arguments[0].equals("generate-completion")) {
      add(line, arguments[0], asked, terminal);
    } else {
      Commands.all().forEach((name, command) -> add(line, name, command, terminal));
    }
    return line;
  }

  private static void add(
      CommandLine line, String name, Supplier<Object> command, Terminal terminal) {
    CommandLine subcommand = new CommandLine(command.get());
    line.addSubcommand(name, subcommand);
    complete(subcommand, terminal);
  }

  private static void complete(CommandLine line, Terminal terminal) {
    Object command = line.getCommand();
    if (command instanceof GenesisCommand genesis) {
      genesis.showOn(terminal);
      SettingOptions.addTo(line.getCommandSpec(), genesis.settingsTaken());
    }
    List.copyOf(line.getSubcommands().values()).forEach(sub -> complete(sub, terminal));
  }

  /** The jar's version, and the Java that runs it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Genesis.class.getPackage().getImplementationVersion();
      return new String[] {
        "genesis " + (version == null ? "(not from a jar)" : version),
        "Java " + System.getProperty("java.version")
      };
    }
  }
}
