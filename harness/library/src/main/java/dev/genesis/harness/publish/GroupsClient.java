package dev.genesis.harness.publish;

import dev.genesis.harness.config.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the Pushgateway holds of ours, and what of it stands for nothing any more. */
public final class GroupsClient {
  private static final Set<String> OUR_JOBS =
      Set.of(GroupingKey.JOB, "genesis_deployment", "genesis_watch");

  private final Gateway gateway;

  private GroupsClient(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * For the Pushgateway in the settings.
   *
   * @throws dev.genesis.harness.config.SettingsException if none is set
   */
  public static GroupsClient of(Settings settings) {
    return new GroupsClient(Gateway.of(settings));
  }

  /**
   * Our groups, by labels. Groups of other jobs are nobody's business here.
   *
   * @throws IOException with one sentence, if it can't be asked
   */
  public List<PushedGroup> list() throws IOException {
    return gateway.groups().stream()
        .filter(group -> OUR_JOBS.contains(group.job()))
        .sorted(Comparator.comparing(group -> group.labels().toString()))
        .toList();
  }

  /**
   * The groups of one environment's runs that stand for nothing any more: of suites that are not
   * among these, and of shards that a later run has cut differently.
   *
   * @param suites the names of the suites that there are
   */
  public static List<PushedGroup> prunable(
      List<PushedGroup> groups, String environment, Set<String> suites) {
    List<PushedGroup> runs =
        groups.stream()
            .filter(group -> group.job().equals(GroupingKey.JOB))
            .filter(group -> group.label("environment").equals(GroupingKey.plain(environment)))
            .toList();
    Map<Map<String, String>, PushedGroup> newest = new HashMap<>();
    for (PushedGroup group : runs) {
      newest.merge(withoutShard(group), group, (a, b) -> lastRun(a).isBefore(lastRun(b)) ? b : a);
    }
    List<PushedGroup> prunable = new ArrayList<>();
    for (PushedGroup group : runs) {
      PushedGroup last = newest.getOrDefault(withoutShard(group), group);
      if (!isKnown(group.label("suite"), suites)
          || !shards(group.label("shard")).equals(shards(last.label("shard")))) {
        prunable.add(group);
      }
    }
    return prunable;
  }

  /** A suite's own group, or one that a part of it was pushed as. */
  private static boolean isKnown(String label, Set<String> suites) {
    return suites.stream()
        .map(GroupingKey::plain)
        .anyMatch(suite -> label.equals(suite) || label.startsWith(suite + "."));
  }

  private static Map<String, String> withoutShard(PushedGroup group) {
    Map<String, String> labels = new TreeMap<>(group.labels());
    labels.remove("shard");
    return labels;
  }

  private static Instant lastRun(PushedGroup group) {
    return group.runAt().or(group::pushedAt).orElse(Instant.EPOCH);
  }

  /** Into how many shards: the N of {@code I-N}, empty for a whole run. */
  private static String shards(String shard) {
    return shard.substring(shard.indexOf('-') + 1);
  }

  /**
   * Removes a group.
   *
   * @throws IOException with one sentence, if it could not be removed
   */
  public void delete(PushedGroup group) throws IOException {
    Map<String, String> labels = new TreeMap<>(group.labels());
    String job = String.valueOf(labels.remove("job"));
    gateway.delete(job, labels);
  }
}
