package dev.genesis.harness.cli;

import dev.genesis.harness.publish.ConsoleSummary;
import dev.genesis.harness.publish.RunOutcome;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.supervise.CheckRunner;
import dev.genesis.harness.supervise.RunOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run}: runs checks once. */
@Command(
    name = "run",
    description = {
      "Runs checks once: any JUnit Platform test is a check.",
      "Any setting may be an option, an environment variable (GENESIS_…), a system property"
          + " (-Dgenesis.…) or a key of genesis.yaml, in this order."
    },
    footer = {
      "",
      "Examples:",
      "  genesis run --suite smoke --service-genesis-url http://localhost:8000",
      "  genesis run --checks my-checks.jar --classpath 'lib/*' --output out",
      "  genesis run --suite production --environment staging --pushgateway-url http://gw:9091",
      "  genesis run --checks my-checks.jar --select com.example.LoginCheck --confirm 1",
      "  genesis run --suite production --failed",
      "",
      "Exit codes: 0 objectives met, 1 missed, 2 wrong usage, 3 inconclusive, 4 not published,",
      "130/143 interrupted."
    })
final class RunCommand extends GenesisCommand {
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--fail-fast", description = "Ends the run with the first failure.")
  private boolean failFast;

  @Option(names = "--dry-run", description = "Says what would run, and runs nothing.")
  private boolean dryRun;

  @Override
  protected int execute(CommandContext context) throws Exception {
    RunOrder order = options.of(context.settings()).failFast(failFast).dryRun(dryRun).order();
    Progress progress = new Progress(context.terminal());
    if (dryRun) {
      return dryRun(context, order, progress);
    }
    RunOutcome outcome = CheckRunner.standard().run(order, progress);
    progress.end();
    ConsoleSummary.print(
        outcome,
        context.out(),
        context.terminal().colours(),
        context.terminal().interactive() ? context.terminal().width() : 0);
    return outcome.exitCode();
  }

  private static int dryRun(CommandContext context, RunOrder order, Progress progress) {
    PlannedChecks planned = new PlannedChecks();
    CheckRun run = CheckRunner.standard().runOnly(order, planned);
    progress.end();
    planned.names().forEach(name -> context.out().println("would run  " + Visible.text(name)));
    run.leftOut()
        .forEach(
            left ->
                context
                    .out()
                    .println(
                        Visible.text("left out   " + left.check().id() + ": " + left.reason())));
    run.problems().forEach(problem -> context.err().println("genesis: " + problem));
    context.out().println(planned.names().size() + " would run, none did");
    return planned.names().isEmpty() ? ExitCode.INCONCLUSIVE : ExitCode.MET;
  }
}
