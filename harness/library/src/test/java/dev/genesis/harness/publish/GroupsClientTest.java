package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupsClientTest {
  private static final String JOB = "/metrics/job/genesis_checks";

  private final FakePushgateway gateway = new FakePushgateway();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private GroupsClient client() {
    return GroupsClient.of(RunFixture.settings("genesis.pushgateway-url", gateway.url()));
  }

  private void group(String path, long at) {
    gateway.put(
        path, "genesis_test_run_timestamp_seconds " + at + "\npush_time_seconds " + at + "\n");
  }

  private List<String> prunable(String... suites) throws IOException {
    return GroupsClient.prunable(client().list(), "staging", Set.of(suites)).stream()
        .map(g -> g.label("suite") + g.label("shard"))
        .toList();
  }

  @Test
  void othersGroups_areNotOurs() throws IOException {
    group(JOB + "/suite/production/environment/staging", 100);
    group("/metrics/job/backup/host/a", 100);

    assertThat(client().list())
        .singleElement()
        .satisfies(g -> assertThat(g.label("suite")).isEqualTo("production"));
  }

  @Test
  void age_isSinceTheLastPush() throws IOException {
    group(JOB + "/suite/production/environment/staging", 100);

    assertThat(client().list().get(0).age(Instant.ofEpochSecond(160)))
        .hasValue(Duration.ofSeconds(60));
  }

  @Test
  void suitesThatAreNoMore_areToBePruned() throws IOException {
    group(JOB + "/suite/production/environment/staging", 100);
    group(JOB + "/suite/old-name/environment/staging", 100);
    group(JOB + "/suite/old-name/environment/production", 100);

    assertThat(prunable("production", "smoke")).containsExactly("old-name");
  }

  @Test
  void whatAPartOfASuiteWasPushedAs_stays() throws IOException {
    group(JOB + "/suite/production.quick/environment/staging", 100);

    assertThat(prunable("production")).isEmpty();
  }

  @Test
  void shardsThatALaterRunCutDifferently_areToBePruned() throws IOException {
    group(JOB + "/suite/production/environment/staging/shard/1-4", 200);
    group(JOB + "/suite/production/environment/staging/shard/2-4", 199);
    group(JOB + "/suite/production/environment/staging/shard/1-8", 100);
    group(JOB + "/suite/production/environment/staging/shard/8-8", 100);

    assertThat(prunable("production")).containsExactlyInAnyOrder("production1-8", "production8-8");
  }

  @Test
  void shardsBesideAWholeRun_areToBePruned() throws IOException {
    group(JOB + "/suite/production/environment/staging", 300);
    group(JOB + "/suite/production/environment/staging/shard/1-4", 200);

    assertThat(prunable("production")).containsExactly("production1-4");
  }

  @Test
  void otherLocations_areNotShards() throws IOException {
    group(JOB + "/suite/production/environment/staging/location/eu", 300);
    group(JOB + "/suite/production/environment/staging/location/us", 100);

    assertThat(prunable("production")).isEmpty();
  }

  @Test
  void delete_removesThatGroupOnly() throws IOException {
    group(JOB + "/suite/a/environment/staging", 100);
    group(JOB + "/suite/b/environment/staging", 100);

    client().delete(client().list().get(0));

    assertThat(client().list()).extracting(g -> g.label("suite")).containsExactly("b");
  }
}
