package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PublishingTest {
  private static final Publication OK = new Publication("there", true, null);

  private final List<String> order = new ArrayList<>();

  private Publisher publisher(String name, List<Publication> result) {
    return publisher(name, () -> result);
  }

  private Publisher publisher(String name, java.util.function.Supplier<List<Publication>> work) {
    return new Publisher() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean wanted(Settings settings) {
        return true;
      }

      @Override
      public List<Publication> publish(JudgedRun run, Settings settings, KeptValues kept) {
        order.add(name);
        return work.get();
      }
    };
  }

  private RunStore history() {
    return new RunStore() {
      @Override
      public void store(JudgedRun run) {
        order.add("history");
      }

      @Override
      public KeptValues kept() {
        return (suite, scope) -> Optional.empty();
      }
    };
  }

  private static JudgedRun met() {
    return RunFixture.run().passing("production", 3).judged();
  }

  @Test
  void theHistory_isFirst() {
    new Publishing(List.of(publisher("a", List.of(OK)), publisher("b", List.of(OK))))
        .publish(met(), RunFixture.settings(), history());

    assertThat(order).containsExactly("history", "a", "b");
  }

  @Test
  void everythingPublished_isTheRunsExitCode() {
    RunOutcome outcome =
        new Publishing(List.of(publisher("a", List.of(OK))))
            .publish(met(), RunFixture.settings(), history());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.MET);
    assertThat(outcome.publications()).extracting(Publication::to).contains("history", "there");
    assertThat(outcome.problems()).isEmpty();
  }

  @Test
  void somethingNotPublished_isFourAndAProblem() {
    RunOutcome outcome =
        new Publishing(List.of(publisher("a", List.of(new Publication("a", false, "is full")))))
            .publish(met(), RunFixture.settings(), history());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.NOT_PUBLISHED);
    assertThat(outcome.problems()).containsExactly("not published to a: is full");
  }

  @Test
  void missedAndNotPublished_isMissed() {
    RunOutcome outcome =
        new Publishing(List.of(publisher("a", List.of(new Publication("a", false, "is full")))))
            .publish(
                RunFixture.run().failed("production/A.a").judged(),
                RunFixture.settings(),
                history());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.MISSED);
  }

  @Test
  void aBrokenHistory_keepsNobodyFromTheResult() {
    RunOutcome outcome =
        new Publishing(List.of(publisher("a", List.of(OK))))
            .publish(met(), RunFixture.settings(), RunStore.broken("history.db is damaged"));

    assertThat(order).containsExactly("a");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.NOT_PUBLISHED);
    assertThat(outcome.problems())
        .containsExactly("not published to history: history.db is damaged");
  }

  @Test
  void noHistory_isNoPublication() {
    RunOutcome outcome =
        new Publishing(List.of()).publish(met(), RunFixture.settings(), RunStore.NONE);

    assertThat(outcome.publications()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.MET);
  }

  @Test
  void aPublisherThatThrows_isSaidAndTheNextHasItsTurn() {
    Publisher bad =
        publisher(
            "bad",
            () -> {
              throw new IllegalStateException("oops");
            });

    RunOutcome outcome =
        new Publishing(List.of(bad, publisher("b", List.of(OK))))
            .publish(met(), RunFixture.settings(), RunStore.NONE);

    assertThat(order).containsExactly("bad", "b");
    assertThat(outcome.problems()).singleElement().asString().contains("bad").contains("oops");
  }

  @Test
  @Timeout(20)
  void aPublisherThatHangs_isLeftBehind() {
    CountDownLatch never = new CountDownLatch(1);
    Publisher hanging =
        publisher(
            "hanging",
            () -> {
              boolean ended = false;
              while (!ended) {
                try {
                  ended = never.await(1, TimeUnit.HOURS);
                } catch (InterruptedException e) {
                  // a publisher that does not care about being asked to end
                }
              }
              return List.of(OK);
            });

    RunOutcome outcome =
        new Publishing(List.of(hanging, publisher("b", List.of(OK))), Duration.ofMillis(100))
            .publish(met(), RunFixture.settings("genesis.push-timeout", "100ms"), RunStore.NONE);

    assertThat(order).containsExactly("hanging", "b");
    assertThat(outcome.problems()).singleElement().asString().contains("did not return within");
    never.countDown();
  }

  @Test
  void runJson_isReplacedByTheOutcome(@TempDir Path folder) throws Exception {
    Settings settings = RunFixture.settings("genesis.output", folder.toString());

    RunOutcome outcome =
        new Publishing(
                List.of(
                    new FilesPublisher(),
                    publisher("push", List.of(new Publication("push", false, "is down")))))
            .publish(met(), settings, history());

    assertThat(Files.readString(folder.resolve("run.json")))
        .contains("\"exitCode\" : 4")
        .contains("not published to push: is down");
    assertThat(outcome.exitCode()).isEqualTo(4);
  }

  @Test
  void metricsFile_isWhatWasPushedWhereThePlaceKnewMore(@TempDir Path folder) throws Exception {
    try (FakePushgateway gateway = new FakePushgateway()) {
      gateway.put(
          "/metrics/job/genesis_checks/suite/production/environment/staging",
          "genesis_test_runs_total{result=\"met\",} 57.0\n");
      Settings settings =
          RunFixture.settings(
              "genesis.output", folder.toString(), "genesis.pushgateway-url", gateway.url());

      Publishing.standard().publish(met(), settings, RunStore.NONE);

      assertThat(Files.readString(folder.resolve("metrics.prom")))
          .contains("result=\"met\",} 58.0");
      assertThat(gateway.groups().values().iterator().next()).contains("result=\"met\",} 58.0");
    }
  }

  @Test
  void ourPublishers_areFilesBeforeThePush() {
    assertThat(
            java.util.ServiceLoader.load(Publisher.class).stream()
                .map(p -> p.get().name())
                .toList())
        .containsExactly("files", "step-summary", "pushgateway");
  }
}
