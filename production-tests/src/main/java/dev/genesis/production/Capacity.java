package dev.genesis.production;

import static org.assertj.core.api.Assertions.assertThat;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.config.Thresholds;
import dev.genesis.harness.service.PromQl;

/** What Genesis works with: cache, queue, database connections; and who works against it. */
@ProductionCheck(owner = "genesis-platform")
class Capacity {
  @ProductionCheck(
      severity = Severity.P3,
      runbook = "lowcachehitrate",
      description = "Half of the look-ups or more are answered by the cache")
  void cacheHelps(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(new Traffic(prometheus, limits).cacheHitRatio())
        .as("cache hits per look-up")
        .isGreaterThanOrEqualTo(limits.number("cache-hit-ratio"));
  }

  @ProductionCheck(
      severity = Severity.P2,
      runbook = "highqueuedepth",
      description = "No more than 100 tasks wait in the queue")
  void queueIsShort(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(prometheus.value("sum(" + Here.of("genesis_queue_depth") + ")"))
        .as("tasks in the queue")
        .isLessThanOrEqualTo(limits.number("queue-depth"));
  }

  @ProductionCheck(
      severity = Severity.P1,
      runbook = "databaseconnectionpoolexhausted",
      description = "The database pool has connections left: without one every operation waits")
  void databasePoolHasRoom(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    assertThat(
            prometheus.value(
                "max(%s / %s)"
                    .formatted(
                        Here.of("genesis_database_connections_active"),
                        Here.of("genesis_database_connections_max"))))
        .as("share of database connections in use")
        .isLessThan(limits.number("database-pool"));
  }

  @ProductionCheck(
      severity = Severity.P1,
      owner = "genesis-security",
      runbook = "highpromptinjectionattempts",
      description = "Prompt injections are blocked now and then, not in a flood: that is an attack")
  void nobodyFloodsPromptInjections(@Service("prometheus") PromQl prometheus, Thresholds limits) {
    Traffic traffic = new Traffic(prometheus, limits);
    assertThat(traffic.increase("genesis_security_prompt_injections_blocked_total"))
        .as("prompt injections blocked over %s", traffic.window())
        .isLessThanOrEqualTo(limits.number("prompt-injections"));
  }
}
