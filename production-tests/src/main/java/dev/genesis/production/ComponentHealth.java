package dev.genesis.production;

import dev.genesis.harness.ProductionCheck;
import dev.genesis.harness.Service;
import dev.genesis.harness.Severity;
import dev.genesis.harness.service.HttpService;

/** One check for each component: they have different owners, and a page should say which it is. */
@ProductionCheck(
    severity = Severity.P1,
    owner = "genesis-orchestration",
    runbook = "healthcheckdegraded")
class ComponentHealth {
  @ProductionCheck(description = "The HTDAG planner, which breaks tasks down, is healthy")
  void htdagPlanner(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "htdag_planner");
  }

  @ProductionCheck(description = "The HALO router, which gives tasks to agents, is healthy")
  void haloRouter(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "halo_router");
  }

  @ProductionCheck(description = "The AOP validator, which checks plans, is healthy")
  void aopValidator(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "aop_validator");
  }

  @ProductionCheck(
      owner = "genesis-sre",
      description = "The error handler, which retries and degrades, is healthy")
  void errorHandler(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "error_handler");
  }

  @ProductionCheck(
      owner = "genesis-sre",
      description = "Observability, without which every other number is a guess, is healthy")
  void observability(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "observability");
  }

  @ProductionCheck(
      owner = "genesis-security",
      description = "Security, which blocks prompt injections, is healthy")
  void security(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "security");
  }

  @ProductionCheck(
      owner = "genesis-release",
      description = "The feature flags, which a rollout and its halt rest on, are healthy")
  void featureFlags(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "feature_flags");
  }

  @ProductionCheck(
      owner = "genesis-sre",
      description = "The circuit breaker, which keeps a failure from spreading, is healthy")
  void circuitBreaker(@Service("genesis") HttpService genesis) {
    Component.assertHealthy(genesis, "circuit_breaker");
  }
}
