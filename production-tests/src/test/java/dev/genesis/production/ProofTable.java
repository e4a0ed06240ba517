package dev.genesis.production;

import static dev.genesis.production.Causes.edited;
import static dev.genesis.production.Causes.grafana;
import static dev.genesis.production.Causes.stopped;
import static dev.genesis.production.Followers.all;
import static dev.genesis.production.Followers.ids;

import dev.genesis.harness.run.FailureReason;
import dev.genesis.harness.sandbox.Part;
import dev.genesis.harness.sandbox.genesis.Fault;
import dev.genesis.harness.sandbox.trial.Cause;
import dev.genesis.harness.sandbox.trial.Proof;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * For every check of the production suite: what makes it fail, what fails with it, what it says.
 */
final class ProofTable {
  private static final Set<String> UNHEALTHY =
      ids("GenesisHealth.respondsHealthy", "Resilience.healthGaugesAreUp");

  private ProofTable() {}

  static List<Proof<World>> proofs() {
    return Stream.of(health(), metrics(), objectives(), state(), machine(), monitoring(), outside())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Proof<World>> health() {
    return List.of(
        proof("GenesisHealth.respondsHealthy", Fault.HEALTH_CONTRADICTS, "unhealthy"),
        proof("GenesisHealth.namesEveryComponent", Fault.MISSING_COMPONENT, "observability")
            .follows(ids("ComponentHealth.observability")),
        proof("GenesisHealth.saysItsVersion", Fault.NO_VERSION, "version in /health"),
        proof("GenesisHealth.answersInTime", Fault.SLOW_HEALTH, "time that /health took"),
        component("htdagPlanner", Fault.UNHEALTHY_HTDAG_PLANNER, "htdag_planner"),
        component("haloRouter", Fault.UNHEALTHY_HALO_ROUTER, "halo_router"),
        component("aopValidator", Fault.UNHEALTHY_AOP_VALIDATOR, "aop_validator"),
        component("errorHandler", Fault.UNHEALTHY_ERROR_HANDLER, "error_handler"),
        component("observability", Fault.UNHEALTHY_OBSERVABILITY, "observability"),
        component("security", Fault.UNHEALTHY_SECURITY, "security"),
        component("featureFlags", Fault.UNHEALTHY_FEATURE_FLAGS, "feature_flags"),
        component("circuitBreaker", Fault.UNHEALTHY_CIRCUIT_BREAKER, "circuit_breaker"));
  }

  private static List<Proof<World>> metrics() {
    return List.of(
        proof("MetricsPage.isWellFormed", Fault.MALFORMED_METRICS, "is no sample")
            .apart(SCRAPING, LOADED, EVALUATED, FIRING)
            .follows(all(Followers.PAGE, Followers.LOST_SCRAPE))
            // Prometheus takes the series before a broken line for seen, and shows old values on
            .may(Followers.GAUGES),
        proof("MetricsPage.isComplete", Fault.WRONG_TYPE, "genesis_operations_total"),
        proof("MetricsPage.measuresTheObjective", Fault.NO_OBJECTIVE_BUCKET, "0.2"));
  }

  private static List<Proof<World>> objectives() {
    return List.of(
        proof("Objectives.errorRatioIsMet", Fault.ERROR_RATIO_SLIGHT, "errors per operation"),
        proof(
                "Objectives.errorRatioCallsForNoRollback",
                Fault.ERROR_RATIO_ELEVATED,
                "errors per operation")
            .follows(ids("Objectives.errorRatioIsMet")),
        proof("Objectives.latencyIsMet", Fault.LATENCY_SLIGHT, "P95 of operations").apart(LATENCY),
        proof("Objectives.latencyCallsForNoRollback", Fault.LATENCY_P95, "P95 of operations")
            .apart(LATENCY)
            .follows(ids("Objectives.latencyIsMet", "Baseline.overall")),
        proof("Objectives.uptimeIsMet", Fault.METRICS_DOWN, "answered scrapes")
            .apart(SCRAPING, LOADED, EVALUATED, FIRING)
            .follows(all(Followers.PAGE, Followers.SCRAPE)),
        proof("Baseline.overall", Fault.SLOW_MEAN, "baseline 0.13157").apart(LATENCY),
        proof("Baseline.htdagDecomposition", Fault.SLOW_HTDAG, "baseline 0.11018"),
        proof("Baseline.haloRouting", Fault.SLOW_HALO, "baseline 0.11018"),
        proof("Baseline.ruleMatching", Fault.SLOW_RULE_MATCHING, "baseline 0.02702"),
        proof("Baseline.aopValidation", Fault.SLOW_AOP, "mean of AOP validation"),
        proof("Baseline.throughput", Fault.LOW_THROUGHPUT, "operations per second")
            .follows(Followers.TRAFFIC)
            .may(ids("Freshness.countersKeepCounting")),
        proof("Freshness.countersKeepCounting", Fault.STUCK_COUNTERS, "increases over")
            .apart(COUNTERS)
            .follows(all(Followers.TRAFFIC, ids("Baseline.throughput"))));
  }

  private static List<Proof<World>> state() {
    return List.of(
        proof("Resilience.noComponentFailsOften", Fault.ERRORS_OF_ONE_COMPONENT, "halo_router")
            .follows(ids("Objectives.errorRatioIsMet", "Objectives.errorRatioCallsForNoRollback")),
        proof("Resilience.noCircuitBreakerIsOpen", Fault.CIRCUIT_BREAKER_OPEN, "halo_router")
            .apart(BREAKER)
            .follows(ids("Resilience.circuitBreakersCloseAgain")),
        proof(
                "Resilience.circuitBreakersCloseAgain",
                Fault.CIRCUIT_BREAKER_HALF_OPEN,
                "halo_router")
            .apart(BREAKER),
        proof("Resilience.healthGaugesAreUp", Fault.HEALTH_GAUGE_DOWN, "observability"),
        proof("Features.flagsAreReported", Fault.FLAG_WITHOUT_ROLLOUT, "phase4_rollout")
            .apart(ROLLOUT),
        proof("Features.rolloutIsARatio", Fault.ROLLOUT_OUT_OF_RANGE, "phase4_rollout")
            .apart(ROLLOUT),
        proof("Features.flagThatIsOffReachesNobody", Fault.FLAG_CONTRADICTION, "error_handling"),
        proof("Capacity.cacheHelps", Fault.CACHE_MISSES, "cache hits per look-up"),
        proof("Capacity.queueIsShort", Fault.QUEUE_BACKLOG, "150"),
        proof("Capacity.databasePoolHasRoom", Fault.POOL_EXHAUSTED, "connections in use"),
        proof(
                "Capacity.nobodyFloodsPromptInjections",
                Fault.PROMPT_INJECTIONS,
                "prompt injections blocked")
            .apart(COUNTERS),
        proof("LlmProviders.oneIsUp", Fault.ALL_LLM_PROVIDERS_DOWN, "anthropic")
            .follows(ids("LlmProviders.allAreUp")),
        proof("LlmProviders.allAreUp", Fault.LLM_PROVIDER_DOWN, "anthropic"),
        proof("LlmProviders.answerInTime", Fault.SLOW_LLM, "P95 of LLM answers"),
        proof("LlmProviders.costStaysWithinBudget", Fault.COST_RUNAWAY, "cost of a day")
            .apart(COUNTERS),
        proof("Freshness.tracesAreFresh", Fault.STALE_TRACES, "age of the latest trace"),
        proof("GenesisProcess.memoryDoesNotLeak", Fault.MEMORY_LEAK, "full").apart(PROCESS),
        proof("GenesisProcess.openFilesDoNotLeak", Fault.FD_LEAK, "full").apart(FILES),
        proof("GenesisProcess.cpuDoesNotCreepUp", Fault.CPU_GROWTH, "full").apart(CPU),
        // the alert on the same thing is one that fires at once
        proof("GenesisProcess.doesNotRestart", Fault.RESTART_LOOP, "restarts of Genesis")
            .apart(PROCESS, FILES, CPU)
            .follows(ids("Monitoring.noUrgentAlertFires")));
  }

  private static List<Proof<World>> machine() {
    return List.of(
        proof("Machine.nodeExporterReports", stopped(Part.NODE_EXPORTER), "")
            .apart(SCRAPING, LOADED, EVALUATED, FIRING)
            .follows(all(Followers.MACHINE, ids("Monitoring.everyTargetIsUp")))
            .reason(FailureReason.CONNECT),
        proof("Machine.cpuHasRoom", Fault.NODE_CPU_HIGH, "processor time in use"),
        proof("Machine.memoryHasRoom", Fault.NODE_MEMORY_HIGH, "memory in use"),
        proof("Machine.memoryIsNotExhausted", Fault.NODE_MEMORY_EXHAUSTED, "memory in use")
            .follows(ids("Machine.memoryHasRoom")),
        proof("Machine.disksDoNotFill", Fault.DISK_FILLING, "full"),
        proof("Machine.clockAgrees", Fault.NODE_CLOCK_SKEW, "machine's clock"));
  }

  private static List<Proof<World>> monitoring() {
    return List.of(
        proof(
                "Monitoring.prometheusIsReady",
                edited(
                    "broken configuration",
                    Part.PROMETHEUS,
                    CONFIG,
                    text -> text + "nonsense: 1\n"),
                "last reload")
            .alone(),
        proof(
                "Monitoring.everyTargetIsUp",
                edited("a target that is gone", Part.PROMETHEUS, CONFIG, Edits::addDeadTarget),
                "gone at 127.0.0.1:1")
            .apart(SCRAPING),
        proof("Monitoring.genesisIsScraped", Fault.DOWN, "genesis")
            .apart(SCRAPING, LOADED, EVALUATED, FIRING)
            .follows(all(Followers.PAGE, Followers.HEALTH, Followers.SCRAPE)),
        proof(
                "Monitoring.nodeExporterIsScraped",
                edited(
                    "node exporter not scraped",
                    Part.PROMETHEUS,
                    CONFIG,
                    text -> Edits.withoutJob(text, "node-exporter")),
                "node-exporter")
            .apart(SCRAPING)
            .follows(ids("Machine.cpuHasRoom")),
        proof(
                "Monitoring.pushgatewayIsScraped",
                edited(
                    "pushgateway not scraped",
                    Part.PROMETHEUS,
                    CONFIG,
                    text -> Edits.withoutJob(text, "pushgateway")),
                "pushgateway")
            .apart(SCRAPING),
        proof(
                "Freshness.metricsAreFresh",
                edited(
                    "genesis scraped once an hour",
                    Part.PROMETHEUS,
                    CONFIG,
                    text ->
                        text.replace(
                            "job_name: genesis\n", "job_name: genesis\n  scrape_interval: 1h\n")),
                "genesis_operations_total")
            .apart(SCRAPING)
            .follows(all(Followers.TRAFFIC, Followers.COUNTERS))
            // what is left of a scrape that never comes again goes stale, sooner or later
            .may(
                all(
                    Followers.GAUGES,
                    ids("Monitoring.genesisIsScraped", "Objectives.uptimeIsMet"))),
        proof(
                "Monitoring.everyRuleIsLoaded",
                edited(
                    "an alert was renamed",
                    Part.PROMETHEUS,
                    ALERTS,
                    text -> text.replace("alert: HighErrorRate\n", "alert: HigherrorRate\n")),
                "HighErrorRate")
            .apart(LOADED),
        proof(
                "Monitoring.everyRuleEvaluates",
                edited(
                    "a rule that cannot be evaluated",
                    Part.PROMETHEUS,
                    ALERTS,
                    Edits::addBrokenRule),
                "proof:broken")
            .apart(EVALUATED),
        proof(
                "Monitoring.noUrgentAlertFires",
                edited("an urgent alert fires", Part.PROMETHEUS, ALERTS, Edits::addUrgentAlert),
                "ProofOfUrgency")
            .apart(FIRING),
        proof(
                "Monitoring.prometheusKnowsAnAlertmanager",
                edited(
                    "no Alertmanager configured", Part.PROMETHEUS, CONFIG, Edits::withoutAlerting),
                "Alertmanagers that Prometheus sends to")
            .apart(ALERTING, SCRAPING),
        proof("Alerting.alertmanagerIsReady", stopped(Part.ALERTMANAGER), "")
            .follows(ids("Alerting.everyReceiverIsThere", "Alerting.watchdogArrives"))
            .reason(FailureReason.CONNECT),
        proof(
                "Alerting.everyReceiverIsThere",
                edited(
                    "a receiver was renamed",
                    Part.ALERTMANAGER,
                    "alertmanager.yml",
                    text -> text.replaceAll("(: slack-alerts)\\b", "$1-old")),
                "slack-alerts")
            .apart(ALERTING),
        proof("Alerting.watchdogArrives", Causes.alertsSentToNobody(), "Watchdog")
            .apart(ALERTING, SCRAPING),
        proof("Alerting.pushgatewayIsReady", stopped(Part.PUSHGATEWAY), "")
            .follows(ids("Monitoring.pushgatewayIsScraped", "Monitoring.everyTargetIsUp"))
            .reason(FailureReason.CONNECT));
  }

  private static List<Proof<World>> outside() {
    return List.of(
        proof(
            "Dashboards.grafanaIsHealthy",
            grafana(
                "without its database",
                grafana -> grafana.answer(GrafanaStandIn.HEALTH, "{\"database\":\"failing\"}")),
            "database"),
        proof(
            "Dashboards.grafanaHasPrometheus",
            grafana(
                "without a datasource",
                grafana -> grafana.answer(GrafanaStandIn.DATASOURCES, "[]")),
            "Grafana's datasources"),
        proof(
                "Dashboards.grafanaHasTheDashboard",
                grafana(
                    "without the dashboard", grafana -> grafana.forget(GrafanaStandIn.DASHBOARD)),
                "404")
            .reason(FailureReason.STATUS),
        proof("Trust.clockOfGenesisAgrees", Fault.CLOCK_SKEW, "clocks of Genesis"),
        proof(
            "Trust.clockOfPrometheusAgrees",
            Causes.slowClockOfPrometheus(),
            "clocks of Prometheus"),
        proof("Trust.certificateHolds", Causes.expiringCertificate(), "certificate of 127.0.0.1"));
  }

  // what two faults cannot both change
  private static final String LATENCY = "latency of operations";
  private static final String BREAKER = "circuit breaker of the HALO router";
  private static final String PROCESS = "start of the process";
  private static final String FILES = "open files";
  private static final String CPU = "processor time";
  private static final String COUNTERS = "counting";
  private static final String ROLLOUT = "flag of the rollout";
  private static final String SCRAPING = "scraping";
  // after a reload Prometheus does not know which series a scrape that then fails had before, and
  // shows their last values on
  private static final String LOADED = "reload for a rule that is missing";
  private static final String EVALUATED = "reload for a rule that is broken";
  private static final String FIRING = "reload for an alert that fires";
  private static final String ALERTING = "address of Alertmanager";

  private static final String CONFIG = "prometheus.yml";
  private static final String ALERTS = "rules/alerts.yml";

  private static Proof<World> component(String check, Fault fault, String says) {
    return proof("ComponentHealth." + check, fault, says).follows(UNHEALTHY);
  }

  /** By a fault that may last until an alert on the same thing fires. */
  private static Proof<World> proof(String check, Fault fault, String says) {
    return proof(check, Causes.fault(fault), says).may(ids("Monitoring.noUrgentAlertFires"));
  }

  private static Proof<World> proof(String check, Cause<World> cause, String says) {
    return Proof.of("production/" + check, cause, says);
  }
}
