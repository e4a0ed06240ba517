package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.FailureReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryPublisherTest extends PublisherKit {
  @TempDir Path folder;

  private boolean works = true;

  @Override
  protected Publisher publisher() {
    Path file = works ? file() : folder;
    return new StepSummaryPublisher(Map.of("GITHUB_STEP_SUMMARY", file.toString()));
  }

  @Override
  protected Settings working() {
    works = true;
    return RunFixture.settings();
  }

  @Override
  protected Settings broken() {
    works = false;
    return RunFixture.settings();
  }

  @Override
  @Test
  @org.junit.jupiter.api.Timeout(30)
  void brokenDestination_isSaidInOneLineAndInTime() {
    broken();
    List<Publication> publications =
        publisher().publish(RunFixture.run().judged(), broken(), unknown());

    assertThat(publications.get(0).ok()).isFalse();
    assertThat(publications.get(0).message()).contains("GITHUB_STEP_SUMMARY").doesNotContain("\n");
  }

  private Path file() {
    return folder.resolve("summary.md");
  }

  private String summary(RunFixture run) throws IOException {
    publisher().publish(run.judged(), working(), unknown());
    return Files.readString(file());
  }

  @Test
  void withoutTheVariable_isNotWanted() {
    assertThat(new StepSummaryPublisher(Map.of()).wanted(RunFixture.settings())).isFalse();
  }

  @Test
  void whatOtherStepsWrote_stays() throws IOException {
    Files.writeString(file(), "before\n");

    assertThat(summary(RunFixture.run().passed("production/A.a")))
        .startsWith("before\n### Genesis");
  }

  @Test
  void failures_areThereWithReasonOwnerAndRunbook() throws IOException {
    String summary =
        summary(
            RunFixture.run()
                .passing("production", 3)
                .failed("production/A.dead", Severity.P0, FailureReason.CONNECT, "refused"));

    assertThat(summary)
        .contains("❌ objectives missed")
        .contains("| production | 4 | 3 | 1 |")
        .contains(
            "| production/A.dead | P0 | connect | genesis-sre | genesisservicedown | refused |");
  }

  @Test
  void whateverIsInAName_breaksNoTableAndIsNoMarkup() throws IOException {
    RunFixture run = RunFixture.run();
    HOSTILE.forEach(name -> run.named("production/" + name, name, name).problem(name));

    String summary = summary(run);

    assertThat(summary).doesNotContain("<script").hasSizeLessThan(100_000);
    assertThat(summary.lines().filter(l -> l.contains("| P1 |")))
        .hasSize(HOSTILE.size())
        .allSatisfy(row -> assertThat(row.replace("\\|", "").split("\\|", -1)).hasSize(8));
  }

  @Test
  void veryManyFailures_areCutAndSaid() throws IOException {
    RunFixture run = RunFixture.run();
    for (int i = 0; i < 5_000; i++) {
      run.failed("production/A.check" + i);
    }

    assertThat(summary(run)).contains("and 4800 more").hasSizeLessThan(1 << 20);
  }
}
