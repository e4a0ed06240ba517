package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;
import java.time.Duration;

/** The language models that Genesis works with: reachable, quick enough, within the budget. */
@ProductionCheck(owner = "genesis-llm")
class LlmProviders {
  private static final String UP = "min by (provider) (" + Here.of("genesis_llm_provider_up") + ")";

  @ProductionCheck(
      severity = Severity.P0,
      runbook = "allllmprovidersdown",
      description = "At least one provider is up: without one nothing is done")
  void oneIsUp(@Service("prometheus") PromQl prometheus) {
    assertThat(States.of(prometheus, UP, "provider"))
        .as("providers that are up (1)")
        .containsValue(1.0);
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "llmproviderdegraded",
      description = "Every provider is up: with one down there is no reserve")
  void allAreUp(@Service("prometheus") PromQl prometheus) {
    assertThat(States.of(prometheus, UP, "provider"))
        .as("providers by whether they are up")
        .allSatisfy((provider, up) -> assertThat(up).as(provider).isEqualTo(1));
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "llmresponsesslow",
      description = "95 of 100 answers of the models come within ten seconds")
  void answerInTime(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    double p95 =
        new Traffic(prometheus, limits)
            .percentile(0.95, "genesis_llm_response_time_seconds", "minimum-llm-answers");
    assertThat(p95)
        .as("P95 of LLM answers in seconds")
        .isLessThan(Traffic.seconds(limits.duration("llm-latency-p95")));
  }

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "dailycostbudgetexceeded",
      description = "At the pace of the last hour, a day's cost stays within the budget")
  void costStaysWithinBudget(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    String range = Traffic.promql(limits.duration("cost-window"));
    double perDay =
        prometheus.value(
                "sum(rate(%s[%s]))".formatted(Here.of("genesis_llm_cost_usd_total"), range))
            * Duration.ofDays(1).toSeconds();
    assertThat(perDay)
        .as("cost of a day in USD at this pace")
        .isLessThan(limits.number("daily-cost-budget"));
  }
}
