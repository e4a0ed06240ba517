package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedTest {
  @Test
  void rules_areThoseOfTheFiles() {
    assertThat(Expected.rules())
        .hasSizeGreaterThan(60)
        .contains("HighErrorRate", "Watchdog", "environment:genesis_operations:rate5m")
        .doesNotHaveDuplicates();
  }

  @Test
  void receivers_areThoseOfTheFile() {
    assertThat(Expected.receivers())
        .contains("pagerduty-critical", "slack-critical", "slack-alerts", "email-oncall")
        .contains("email-team", "heartbeat");
  }
}
