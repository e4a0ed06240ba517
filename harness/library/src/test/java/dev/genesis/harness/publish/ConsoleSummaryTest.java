package dev.genesis.harness.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Severity;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {
  private static String printed(RunFixture run, boolean ansi, int width, Publication... all) {
    StringWriter text = new StringWriter();
    RunOutcome outcome = Publishing.outcome(run.judged(), List.of(all));
    ConsoleSummary.print(outcome, new PrintWriter(text), ansi, width);
    return text.toString();
  }

  private static String plain(RunFixture run) {
    return printed(run, false, 0);
  }

  @Test
  void failures_comeFirstWithWhatToDo() {
    String text =
        plain(
            RunFixture.run()
                .passing("production", 3)
                .failed("production/A.minor", Severity.P3, FailureReason.STATUS, "404")
                .failed("production/A.dead", Severity.P0, FailureReason.CONNECT, "refused"));

    assertThat(text)
        .startsWith("✗ P0 production/A.dead")
        .containsSubsequence(
            "connect",
            "refused",
            "owner",
            "genesis-sre",
            "runbook",
            "genesisservicedown",
            "✗ P3 production/A.minor",
            "suite",
            "objectives missed");
  }

  @Test
  void countsAndRate_areTheRunsOwn() {
    String text =
        plain(
            RunFixture.run()
                .passing("production", 2)
                .passed("smoke/A.a")
                .ended("production/A.off", Outcome.SKIPPED, "off"));

    assertThat(text.lines().map(l -> l.replaceAll(" +", " ")))
        .contains(
            "production 3 2 0 0 1 0 66.66 %", "smoke 1 1 0 0 0 0 100 %", "all 4 3 0 0 1 0 75 %");
  }

  @Test
  void aRateBelowOne_isNeverShownAsHundredPercent() {
    assertThat(Figures.percent(0.999999)).isEqualTo("99.99 %");
    assertThat(Figures.percent(1.0)).isEqualTo("100 %");
    assertThat(Figures.percent(0.98)).isEqualTo("98 %");
  }

  @Test
  void latencies_areATableWithWhatTheyCanBear() {
    String text = plain(RunFixture.run().passed("production/A.a").requests("genesis", 4, 20, 200));

    assertThat(text)
        .contains("P50")
        .contains("genesis")
        .contains("20.0 ms")
        .contains("P99 has no upper bound from 3 requests (it takes 299)");
  }

  @Test
  void whatIsNotPlainlyPassed_isNamed() {
    String text =
        plain(
            RunFixture.run()
                .flaky("production/A.flaky")
                .ended("production/A.lost", Outcome.NOT_RUN, "was promised and not found")
                .quarantined("production/A.ill", "genesis-sre: flaps, until 2026-12-31")
                .problem("the process died"));

    assertThat(text)
        .contains("flaky (passed on confirmation): 1")
        .contains("production/A.flaky")
        .contains("not run: 1")
        .contains("was promised and not found")
        .contains("quarantined production/A.ill: genesis-sre: flaps, until 2026-12-31")
        .contains("! the process died");
  }

  @Test
  void whatWasNotPublished_isAProblemAndInTheVerdict() {
    String text =
        printed(
            RunFixture.run().passing("production", 3),
            false,
            0,
            new Publication("files", true, null),
            new Publication("pushgateway", false, "refused it (400)"));

    assertThat(text)
        .contains("→ files")
        .contains("! not published to pushgateway: refused it (400)")
        .contains("objectives met, but not published everywhere")
        .contains("(exit 4)");
  }

  @Test
  void withoutColour_nothingIsEscaped() {
    RunFixture run = RunFixture.run().failed("production/A.a");

    assertThat(plain(run)).doesNotContain("\u001b");
    assertThat(printed(run, true, 100)).contains("\u001b[31m");
  }

  @Test
  void whateverIsInAName_commandsNoTerminalAndKeepsItsLine() {
    RunFixture run = RunFixture.run();
    PublisherKit.HOSTILE.forEach(name -> run.named("production/" + name, name, name).problem(name));

    String text = printed(run, false, 80);

    assertThat(text).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u0007");
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(420));
    assertThat(text).contains("and\\ta tab").contains("characters in all)");
  }

  @Test
  void aMessageOfManyLines_isShownAsLinesUpToALimit() {
    RunFixture run =
        RunFixture.run()
            .failed("production/A.a", Severity.P1, FailureReason.ASSERTION, "1\n2\n3\n4\n5\n6\n7");

    assertThat(plain(run).lines().map(String::strip).filter(l -> l.matches("(assertion +)?[0-9…]")))
        .containsExactly("assertion 1", "2", "3", "4", "5", "6", "…");
  }

  @Test
  void aMethodsSignature_isNoName() {
    String text =
        plain(RunFixture.run().named("production/A.works", "works(PromQl, Limits)", "no"));

    assertThat(text).doesNotContain("works(PromQl");
  }

  @Test
  void hundredsOfFailures_doNotBuryTheNumbers() {
    RunFixture run = RunFixture.run();
    for (int i = 0; i < 500; i++) {
      run.failed("production/A.check" + i);
    }

    assertThat(plain(run)).contains("… and 450 more");
  }
}
