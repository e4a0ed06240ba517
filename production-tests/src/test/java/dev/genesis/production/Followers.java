package dev.genesis.production;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Checks that fail together, since they look at the same thing. */
final class Followers {
  /** What is judged by the traffic of the window. */
  static final Set<String> TRAFFIC =
      ids(
          "Objectives.errorRatioIsMet",
          "Objectives.errorRatioCallsForNoRollback",
          "Objectives.latencyIsMet",
          "Objectives.latencyCallsForNoRollback",
          "Baseline.overall",
          "Baseline.htdagDecomposition",
          "Baseline.haloRouting",
          "Baseline.ruleMatching",
          "Baseline.aopValidation",
          "Resilience.noComponentFailsOften",
          "Capacity.cacheHelps",
          "LlmProviders.answerInTime");

  /** What reads a counter of the window, but not per operation. */
  static final Set<String> COUNTERS =
      ids(
          "Baseline.throughput",
          "Freshness.countersKeepCounting",
          "Capacity.nobodyFloodsPromptInjections",
          "LlmProviders.costStaysWithinBudget");

  /** What reads a gauge of Genesis in Prometheus. */
  static final Set<String> GAUGES =
      ids(
          "Resilience.noCircuitBreakerIsOpen",
          "Resilience.circuitBreakersCloseAgain",
          "Resilience.healthGaugesAreUp",
          "Features.flagsAreReported",
          "Features.rolloutIsARatio",
          "Features.flagThatIsOffReachesNobody",
          "Capacity.queueIsShort",
          "Capacity.databasePoolHasRoom",
          "LlmProviders.oneIsUp",
          "LlmProviders.allAreUp",
          "Freshness.metricsAreFresh",
          "Freshness.tracesAreFresh",
          "GenesisProcess.memoryDoesNotLeak",
          "GenesisProcess.openFilesDoNotLeak",
          "GenesisProcess.cpuDoesNotCreepUp",
          "GenesisProcess.doesNotRestart");

  /** What asks Genesis for its metrics. */
  static final Set<String> PAGE =
      ids("MetricsPage.isWellFormed", "MetricsPage.isComplete", "MetricsPage.measuresTheObjective");

  /** What asks Genesis for its health. */
  static final Set<String> HEALTH =
      all(
          ids(
              "GenesisHealth.respondsHealthy",
              "GenesisHealth.namesEveryComponent",
              "GenesisHealth.saysItsVersion",
              "GenesisHealth.answersInTime",
              "Trust.clockOfGenesisAgrees",
              "Trust.certificateHolds",
              "ComponentHealth.htdagPlanner",
              "ComponentHealth.haloRouter",
              "ComponentHealth.aopValidator",
              "ComponentHealth.errorHandler",
              "ComponentHealth.observability",
              "ComponentHealth.security",
              "ComponentHealth.featureFlags",
              "ComponentHealth.circuitBreaker"));

  /** What fails at once when Prometheus gets no good answer from Genesis. */
  static final Set<String> LOST_SCRAPE =
      all(
          TRAFFIC,
          COUNTERS,
          ids(
              "Freshness.metricsAreFresh",
              "Objectives.uptimeIsMet",
              "Monitoring.genesisIsScraped",
              "Monitoring.everyTargetIsUp"));

  /** What fails when Prometheus gets no answer from Genesis at all. */
  static final Set<String> SCRAPE = all(LOST_SCRAPE, GAUGES);

  /** What Prometheus knows of the machine. */
  static final Set<String> MACHINE =
      ids(
          "Machine.cpuHasRoom",
          "Machine.memoryHasRoom",
          "Machine.memoryIsNotExhausted",
          "Machine.disksDoNotFill",
          "Machine.clockAgrees",
          "Monitoring.nodeExporterIsScraped");

  private Followers() {}

  static Set<String> ids(String... names) {
    Set<String> ids = new TreeSet<>();
    Arrays.stream(names).map(name -> "production/" + name).forEach(ids::add);
    return ids;
  }

  @SafeVarargs
  static Set<String> all(Set<String>... sets) {
    Set<String> all = new TreeSet<>();
    for (Set<String> set : sets) {
      all.addAll(set);
    }
    return all;
  }
}
