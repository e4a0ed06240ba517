package dev.genesis.harness.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.Severity;
import dev.genesis.harness.publish.JudgedRun;
import dev.genesis.harness.publish.RunFixture;
import dev.genesis.harness.run.ExitCode;
import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.run.Outcome;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static RunFixture run() {
    return RunFixture.run();
  }

  @Test
  void everythingPassed_isMet() {
    assertThat(run().passing("production", 3).judged().exitCode()).isEqualTo(ExitCode.MET);
  }

  @Test
  void exactlyTheTarget_isMet() {
    JudgedRun judged = run().passing("production", 49).failed("production/A.b").judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.MET);
  }

  @Test
  void belowTheTarget_isMissed() {
    JudgedRun judged = run().passing("production", 48).failed("production/A.b").judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.MISSED);
  }

  @Test
  void skippedChecksAreNotPassed_andMissTheTarget() {
    JudgedRun judged =
        run().passing("production", 9).ended("production/A.b", Outcome.SKIPPED, "off").judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.MISSED);
  }

  @Test
  void aDeadServiceAmongManyChecks_isMissed() {
    JudgedRun judged =
        run()
            .passing("production", 199)
            .failed("production/A.b", Severity.P0, FailureReason.CONNECT, "refused")
            .judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.MISSED);
    assertThat(judged.objectives())
        .filteredOn(o -> o.name().equals(Judge.CRITICAL_CHECKS))
        .allSatisfy(o -> assertThat(o.met()).isFalse());
  }

  @Test
  void oneSuiteBelowTheTarget_isMissedThoughTheSumIsNot() {
    JudgedRun judged =
        run().passing("production", 200).passed("smoke/A.a").failed("smoke/A.b").judged();

    assertThat(judged.run().counts().passRate()).isGreaterThan(0.98);
    assertThat(judged.exitCode()).isEqualTo(ExitCode.MISSED);
    assertThat(judged.resultOf("production")).isEqualTo(RunResult.MET);
    assertThat(judged.resultOf("smoke")).isEqualTo(RunResult.MISSED);
  }

  @Test
  void nothingRan_isInconclusive() {
    assertThat(run().judged().exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void everythingSkipped_isInconclusive() {
    JudgedRun judged = run().ended("production/A.b", Outcome.SKIPPED, "off").judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void somethingNotRunWhileTheRestPassed_isInconclusiveThoughTheRateIsLow() {
    JudgedRun judged =
        run()
            .passing("production", 3)
            .ended("production/A.b", Outcome.NOT_RUN, "not found")
            .inconclusive()
            .judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void somethingNotRunAmongVeryMany_isNeverMet() {
    JudgedRun judged =
        run().passing("production", 999).ended("production/A.b", Outcome.NOT_RUN, "").judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void somethingNotRunWhileTheRestMissed_isMissed() {
    JudgedRun judged =
        run()
            .passing("production", 3)
            .failed("production/A.a")
            .ended("production/A.b", Outcome.NOT_RUN, "")
            .inconclusive()
            .judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.MISSED);
  }

  @Test
  void interrupted_isTheSignal() {
    assertThat(run().passing("production", 3).interrupted(15).judged().exitCode())
        .isEqualTo(ExitCode.SIGTERM);
    assertThat(run().passing("production", 3).interrupted(2).judged().exitCode())
        .isEqualTo(ExitCode.SIGINT);
  }

  @Test
  void aSuiteOfWhichNothingRan_doesNotMakeTheOtherInconclusive() {
    JudgedRun judged =
        run()
            .passing("production", 3)
            .ended("smoke/A.b", Outcome.NOT_RUN, "")
            .inconclusive()
            .judged();

    assertThat(Judge.conclusive(judged.run(), "production")).isTrue();
    assertThat(Judge.conclusive(judged.run(), "smoke")).isFalse();
    assertThat(judged.resultOf("production")).isEqualTo(RunResult.MET);
    assertThat(judged.resultOf("smoke")).isEqualTo(RunResult.INCONCLUSIVE);
  }

  @Test
  void inconclusiveForNoSuitesReason_isInconclusiveForAll() {
    JudgedRun judged = run().passing("production", 3).passing("smoke", 3).inconclusive().judged();

    assertThat(Judge.conclusive(judged.run(), "production")).isFalse();
    assertThat(judged.exitCode()).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void aFailureOfNoCheck_isNoCriticalCheck() {
    JudgedRun judged = run().passing("production", 200).item("production/A").judged();

    assertThat(judged.exitCode()).isEqualTo(ExitCode.MET);
  }

  @Test
  void fewChecks_areNotedOnceWithWhatOneFailureDoes() {
    JudgedRun judged = run().passing("production", 34).judged();

    assertThat(judged.objectives().stream().map(ObjectiveResult::note).filter(n -> n != null))
        .singleElement()
        .asString()
        .contains("one failure of 34 makes 0.9706")
        .contains("at least 0.916")
        .contains("149 without a failure");
  }

  @Test
  void manyChecks_areNotNoted() {
    JudgedRun judged = run().passing("production", 149).judged();

    assertThat(judged.objectives()).allSatisfy(o -> assertThat(o.note()).isNull());
  }

  @Test
  void theTargetIsASetting() {
    JudgedRun judged =
        JudgedRun.judge(
            run().passed("smoke/A.a").failed("smoke/A.b").build(),
            RunFixture.settings("genesis.objective-pass-rate", "0.5"));

    assertThat(judged.exitCode()).isEqualTo(ExitCode.MET);
  }
}
