package dev.genesis.harness.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Setting;
import dev.genesis.harness.publish.GroupsClient;
import dev.genesis.harness.publish.PushedGroup;
import dev.genesis.harness.run.ExitCode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code groups}: what the Pushgateway holds of ours. */
@Command(
    name = "groups",
    description = "Shows and clears what the Pushgateway holds of ours.",
    subcommands = {GroupsCommand.ListGroups.class, GroupsCommand.Prune.class})
final class GroupsCommand extends GroupCommand {

  private static final List<Setting<?>> SETTINGS =
      List.of(
          GenesisSettings.CONFIG,
          GenesisSettings.ENVIRONMENT,
          GenesisSettings.PUSHGATEWAY_URL,
          GenesisSettings.PUSH_TIMEOUT);

  private static List<PushedGroup> list(GroupsClient client) {
    try {
      return client.list();
    } catch (IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), ExitCode.NOT_PUBLISHED, e);
    }
  }

  private static String name(PushedGroup group) {
    StringBuilder name = new StringBuilder();
    group.labels().forEach((key, value) -> name.append(key).append('=').append(value).append(' '));
    return name.toString().stripTrailing();
  }

  /** {@code groups list}. */
  @Command(
      name = "list",
      description = "Lists our groups in the Pushgateway, and how old they are.",
      footer = {"", "Examples:", "  genesis groups list --pushgateway-url http://localhost:9091"})
  static final class ListGroups extends GenesisCommand {
    @Option(names = "--format", description = "table or json. Default: table.")
    private Format format = Format.table;

    @Override
    protected List<Setting<?>> settingsTaken() {
      return SETTINGS;
    }

    @Override
    protected int execute(CommandContext context) throws IOException {
      List<PushedGroup> groups = list(GroupsClient.of(context.settings()));
      if (format == Format.json) {
        json(context, groups);
        return ExitCode.MET;
      }
      for (PushedGroup group : groups) {
        String age =
            group
                .age(Clock.systemUTC().instant())
                .map(ListGroups::spoken)
                .orElse("never pushed whole");
        context.out().println(Visible.text(name(group)) + "  " + age);
      }
      context.out().println(groups.size() + (groups.size() == 1 ? " group" : " groups"));
      return ExitCode.MET;
    }

    private static void json(CommandContext context, List<PushedGroup> groups) throws IOException {
      ObjectMapper mapper = new ObjectMapper();
      ArrayNode list = mapper.createArrayNode();
      for (PushedGroup group : groups) {
        ObjectNode node = list.addObject();
        ObjectNode labels = node.putObject("labels");
        group.labels().forEach(labels::put);
        group.pushedAt().ifPresent(at -> node.put("pushedAt", at.toString()));
        group.runAt().ifPresent(at -> node.put("runAt", at.toString()));
      }
      context.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(list));
    }

    private static String spoken(Duration age) {
      return "pushed "
          + (age.toMinutes() < 1 ? age.toSeconds() + " s" : age.toMinutes() + " min")
          + " ago";
    }
  }

  /** {@code groups prune}. */
  @Command(
      name = "prune",
      description =
          "Removes groups of suites that are no more and of shards that are cut differently now,"
              + " in one environment.",
      footer = {
        "",
        "Examples:",
        "  genesis groups prune --keep production,smoke --environment staging --dry-run",
        "  genesis groups prune --keep production,smoke --pushgateway-url http://localhost:9091"
      })
  static final class Prune extends GenesisCommand {
    @Option(
        names = "--keep",
        split = ",",
        required = true,
        paramLabel = "SUITE",
        description = "The suites that there are; the groups of any other go.")
    private Set<String> keep = Set.of();

    @Option(names = "--dry-run", description = "Says what would go, and removes nothing.")
    private boolean dryRun;

    @Override
    protected List<Setting<?>> settingsTaken() {
      return SETTINGS;
    }

    @Override
    protected int execute(CommandContext context) {
      GroupsClient client = GroupsClient.of(context.settings());
      List<PushedGroup> prunable =
          GroupsClient.prunable(
              list(client), context.settings().get(GenesisSettings.ENVIRONMENT), keep);
      int failed = 0;
      for (PushedGroup group : prunable) {
        try {
          if (!dryRun) {
            client.delete(group);
          }
          context.out().println((dryRun ? "would go  " : "removed  ") + Visible.text(name(group)));
        } catch (IOException e) {
          failed++;
          context.err().println("genesis: " + Visible.text(String.valueOf(e.getMessage())));
        }
      }
      context.out().println(prunable.size() - failed + " of " + prunable.size() + " groups");
      return failed == 0 ? ExitCode.MET : ExitCode.NOT_PUBLISHED;
    }
  }
}
