package dev.genesis.harness.cli;

import dev.genesis.harness.config.Settings;
import dev.genesis.harness.supervise.RunOrder;
import dev.genesis.harness.supervise.Shard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of those commands that run checks, beside the settings: what belongs to one run. */
final class RunOptions {
  @Option(
      names = "--select",
      split = ",",
      paramLabel = "PACKAGE|CLASS|CLASS#METHOD",
      description = "Runs these only; the numbers then speak for them, not for the suite.")
  private List<String> select = new ArrayList<>();

  @Option(
      names = "--tags",
      paramLabel = "EXPRESSION",
      description = "Runs what the tag expression says, such as 'fast & !slow'.")
  private @Nullable String tags;

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "ID",
      description = "Leaves a check out of the total, visibly; * stands for anything.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "SERVICE",
      description = "Leaves out the checks that need a service, such as grafana, visibly.")
  private List<String> without = new ArrayList<>();

  @Option(names = "--failed", description = "Runs those that failed in the last run, no others.")
  private boolean failed;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Runs this runner's part of N, such as 2/8.")
  private @Nullable String shard;

  RunOrder.Builder of(Settings settings) {
    return RunOrder.of(settings)
        .but()
        .select(select)
        .tags(tags)
        .exclude(exclude)
        .without(without)
        .failed(failed)
        .shard(shard());
  }

  private @Nullable Shard shard() {
    if (shard == null) {
      return null;
    }
    try {
      return Shard.parse(shard);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--shard: '" + shard + "' " + e.getMessage());
    }
  }
}
