package dev.genesis.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.sandbox.genesis.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioTest {
  private static Scenario parse(String yaml) {
    return Scenario.parse(yaml, "bad-hour.yaml", Schedule.PLAN);
  }

  @Test
  void fault_isOnFromItsBeginningToItsEnd() {
    Scenario scenario =
        parse(
            """
            - {at: 7h, fault: error-ratio, for: 30m}
            - {at: 7h, fault: latency-p95, for: 2h}
            """);

    assertThat(scenario.faultsAt(Duration.ofMinutes(419))).isEmpty();
    assertThat(scenario.faultsAt(Duration.ofHours(7)))
        .containsExactlyInAnyOrder(Fault.ERROR_RATIO, Fault.LATENCY_P95);
    assertThat(scenario.faultsAt(Duration.ofMinutes(450))).containsExactly(Fault.LATENCY_P95);
    assertThat(scenario.faultsAt(Duration.ofHours(9))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{at: 7h, fault: eror-ratio, for: 30m}]                                       | 'eror-ratio' is unknown
          [{at: 47h, fault: error-ratio, for: 2h}]                                      | after the schedule's end
          [{at: 7h, fault: down, for: 2h}, {at: 8h, fault: down, for: 1h}]              | is on from 7h to 9h
          [{at: 370m, fault: error-ratio, for: 20m}]                                    | no checkpoint falls
          [{at: 7h, fault: error-ratio, for: 0m}]                                       | no time at all
          [{at: 7h, fault: error-ratio}]                                                | at, fault and for
          [{at: 7, fault: error-ratio, for: 1h}]                                        | no duration
          {at: 7h}                                                                      | a list
          '[{'                                                                          | no YAML
          """)
  void contradiction_isRefusedInOneLine(String yaml, String says) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("bad-hour.yaml")
        .hasMessageContaining(says)
        .message()
        .doesNotContain("\n");
  }
}
