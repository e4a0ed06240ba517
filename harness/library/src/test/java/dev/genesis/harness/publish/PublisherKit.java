package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every publisher has to do. Extend it for your own: it must return within the time it is
 * given, never throw for what a destination does, say what went wrong in one sentence, and cope
 * with whatever is in a name.
 */
public abstract class PublisherKit {
  /** Names that break what is not written with care. */
  static final List<String> HOSTILE =
      List.of(
          "two\nlines\r\nand\ta tab",
          "control \u0000\u0007\u001b[31m characters",
          "emoji 🧪👩‍🔬 and half of one \ud83d.",
          "<script>alert('x')</script> & \"quotes\" ]]>",
          "right \u202eto left",
          "| a | `table` | # *of* [things](x)",
          "x".repeat(1 << 20));

  /** The publisher, new. */
  protected abstract Publisher publisher();

  /** Settings under which it is wanted and its destination works. */
  protected abstract Settings working();

  /** Settings under which it is wanted and its destination does not work. */
  protected abstract Settings broken();

  @Test
  void isFoundByServiceLoader() {
    assertThat(ServiceLoader.load(Publisher.class))
        .anySatisfy(found -> assertThat(found).hasSameClassAs(publisher()));
  }

  @Test
  void isWantedOnlyWhenAsked() {
    assertThat(publisher().wanted(working())).isTrue();
  }

  @Test
  void workingDestination_isOk() {
    List<Publication> publications =
        publisher()
            .publish(RunFixture.run().passing("production", 3).judged(), working(), unknown());

    assertThat(publications).isNotEmpty().allSatisfy(p -> assertThat(p.ok()).isTrue());
    assertThat(publications).allSatisfy(p -> assertThat(p.to()).isEqualTo(publisher().name()));
  }

  @Test
  @Timeout(30)
  void brokenDestination_isSaidInOneLineAndInTime() {
    JudgedRun run = RunFixture.run().passing("production", 3).judged();
    long start = System.nanoTime();

    List<Publication> publications = publisher().publish(run, broken(), unknown());

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(publications)
        .anySatisfy(
            p -> {
              assertThat(p.ok()).isFalse();
              assertThat(p.message()).isNotBlank().doesNotContain("\n");
            });
  }

  @Test
  void whateverIsInAName_isPublished() {
    RunFixture run = RunFixture.run();
    for (String name : HOSTILE) {
      run.named("production/" + name, name, name).problem(name);
      run.failed("production/A." + name.hashCode(), Severity.P0, FailureReason.DNS, name);
      run.ended("production/B." + name.hashCode(), Outcome.SKIPPED, name);
    }

    assertThat(publisher().publish(run.judged(), working(), unknown()))
        .allSatisfy(p -> assertThat(p.ok()).as(p.message()).isTrue());
  }

  @Test
  void aRunOfNothing_doesNotThrow() {
    assertThat(publisher().publish(RunFixture.run().judged(), working(), unknown())).isNotNull();
  }

  @Test
  void publishingTwice_isPublishingOnce() {
    JudgedRun run = RunFixture.run().passing("production", 3).judged();

    publisher().publish(run, working(), unknown());

    assertThat(publisher().publish(run, working(), unknown()))
        .allSatisfy(p -> assertThat(p.ok()).as(p.message()).isTrue());
  }

  /** A history that knows nothing. */
  protected static KeptValues unknown() {
    return (suite, scope) -> Optional.empty();
  }
}
