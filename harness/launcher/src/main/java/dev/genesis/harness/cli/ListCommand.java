package dev.genesis.harness.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.run.CheckMetadata;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.LeftOut;
import dev.genesis.harness.supervise.CheckRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: every check with its metadata; nothing runs. */
@Command(
    name = "list",
    description = "Lists every check with its metadata, without running any.",
    footer = {
      "",
      "Examples:",
      "  genesis list --suite production,smoke",
      "  genesis list --checks my-checks.jar --format json",
      "  genesis list --suite production --without grafana"
    })
final class ListCommand extends GenesisCommand {
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "--format", description = "table or json. Default: table.")
  private Format format = Format.table;

  @Override
  protected List<Setting<?>> settingsTaken() {
    return List.of(
        GenesisSettings.CONFIG,
        GenesisSettings.ENVIRONMENT,
        GenesisSettings.CHECKS,
        GenesisSettings.CLASSPATH,
        GenesisSettings.SUITE,
        GenesisSettings.JUNIT,
        GenesisSettings.JVM_ARGS,
        GenesisSettings.ALLOW_MUTATIONS,
        GenesisSettings.HISTORY);
  }

  @Override
  protected int execute(CommandContext context) throws IOException {
    PlannedChecks planned = new PlannedChecks();
    CheckRun run =
        CheckRunner.standard()
            .runOnly(options.of(context.settings()).dryRun(true).order(), planned);
    Map<String, CheckMetadata> checks = planned.byId();
    run.leftOut().forEach(left -> checks.remove(left.check().id()));
    if (format == Format.json) {
      json(context.out(), checks, run.leftOut());
    } else {
      table(context.out(), checks, run.leftOut());
    }
    run.problems().forEach(problem -> context.err().println("genesis: " + problem));
    return checks.isEmpty() && run.leftOut().isEmpty() ? ExitCode.INCONCLUSIVE : ExitCode.MET;
  }

  private static void table(
      PrintWriter out, Map<String, CheckMetadata> checks, List<LeftOut> leftOut) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"CHECK", "SEVERITY", "OWNER", "NEEDS", "RUNBOOK", ""});
    checks.values().forEach(check -> rows.add(row(check, check.mutating() ? "mutating" : "")));
    leftOut.forEach(left -> rows.add(row(left.check(), left.reason())));
    int[] widths = new int[5];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      out.println((line + row[5]).stripTrailing());
    }
    out.println();
    out.println(
        checks.size() + " checks" + (leftOut.isEmpty() ? "" : ", " + leftOut.size() + " left out"));
  }

  private static String[] row(CheckMetadata check, String remark) {
    return new String[] {
      Visible.text(check.id()),
      check.severity().toString(),
      Visible.text(check.owner()),
      String.join(" ", check.needs()),
      Visible.text(check.runbook()),
      Visible.text(remark)
    };
  }

  private static void json(
      PrintWriter out, Map<String, CheckMetadata> checks, List<LeftOut> leftOut)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode list = root.putArray("checks");
    checks.values().forEach(check -> describe(list.addObject(), check, null));
    ArrayNode left = root.putArray("leftOut");
    leftOut.forEach(one -> describe(left.addObject(), one.check(), one));
    out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
  }

  private static void describe(ObjectNode node, CheckMetadata check, @Nullable LeftOut left) {
    node.put("id", check.id())
        .put("suite", check.suite())
        .put("severity", check.severity().toString())
        .put("owner", check.owner())
        .put("runbook", check.runbook())
        .put("description", check.description())
        .put("mutating", check.mutating());
    if (check.timeout() != null) {
      node.put("timeoutSeconds", check.timeout().toNanos() / 1e9);
    }
    if (check.confirm() >= 0) {
      node.put("confirm", check.confirm());
    }
    ArrayNode needs = node.putArray("needs");
    check.needs().forEach(needs::add);
    if (left != null) {
      node.put("quarantined", left.quarantined()).put("reason", left.reason());
    }
  }
}
