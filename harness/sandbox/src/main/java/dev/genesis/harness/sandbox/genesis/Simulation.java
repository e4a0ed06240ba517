package dev.genesis.harness.sandbox.genesis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The stream of operations that the stand-in pretends to serve. Nothing runs between two looks at
 * it: what happened since the last one is added up when it is looked at, or when a fault is
 * switched, so that it costs next to nothing. Not safe for use by several threads.
 */
final class Simulation {
  /** So many that one error more or less in two seconds is within the objective of 0.1 %. */
  private static final double OPERATIONS_PER_SECOND = 1000;

  private static final double USUAL_ERROR_RATIO = 0.00005;
  private static final double USUAL_MEMORY = 400e6;
  private static final double USUAL_CORES = 0.4;
  private static final double USUAL_FILES = 120;
  static final double MEMORY_LIMIT = 2e9;
  static final long MOST_FILES = 65_536;

  // the plan's baseline; AOP validation has none there
  private static final Latency OVERALL = Latency.ofMillis(131.57);
  private static final Latency HTDAG = Latency.ofMillis(110.18);
  private static final Latency HALO = Latency.ofMillis(110.18);
  private static final Latency RULES = Latency.ofMillis(27.02);
  private static final Latency AOP = Latency.ofMillis(50);
  private static final Latency LLM = Latency.ofMillis(800);

  final Histogram operationDurations = new Histogram();
  final Histogram htdag = new Histogram();
  final Histogram halo = new Histogram();
  final Histogram rules = new Histogram();
  final Histogram aop = new Histogram();
  final Histogram llm = new Histogram();

  private final Map<Component, Double> errors = new EnumMap<>(Component.class);
  private double startedAt;
  private double now;
  private double operations;
  private double cost;
  private double cacheHits;
  private double cacheMisses;
  private double injections;
  private double cpuSeconds;
  private double cores;
  private double memory;
  private double openFiles;
  private double lastTrace;

  /**
   * @param now seconds since the epoch
   */
  Simulation(double now) {
    this.now = now;
    restart();
  }

  private void begin() {
    operations = 0;
    cost = 0;
    cacheHits = 0;
    cacheMisses = 0;
    injections = 0;
    for (Histogram histogram : new Histogram[] {operationDurations, htdag, halo, rules, aop, llm}) {
      histogram.reset();
    }
    // staggered, so that not all components count an error in the same second
    double staggered = 0;
    for (Component component : Component.values()) {
      errors.put(component, staggered);
      staggered += 1.0 / Component.values().length;
    }
  }

  /** Another process takes over. */
  void restart() {
    begin();
    startedAt = now;
    cpuSeconds = 0;
    lastTrace = now;
    useUsualResources();
  }

  private void useUsualResources() {
    cores = USUAL_CORES;
    memory = USUAL_MEMORY;
    openFiles = USUAL_FILES;
  }

  /** A fault begins: what happens once, at that moment. */
  void begins(Fault fault) {
    switch (fault) {
      case COUNTER_RESET -> begin();
      case DAILY_COST_NEAR -> cost += 85;
      case DAILY_COST_EXCEEDED -> cost += 120;
      case STALE_TRACES -> lastTrace = now - 3600;
      case CPU_HIGH -> cores = 1.9;
      case MEMORY_HIGH -> memory = 0.97 * MEMORY_LIMIT;
      case FD_EXHAUSTED -> openFiles = 0.95 * MOST_FILES;
      default -> {}
    }
  }

  /** A fault ends: what it left behind goes. */
  void ends(Fault fault) {
    switch (fault) {
      case MEMORY_LEAK, MEMORY_HIGH, CPU_GROWTH, CPU_HIGH, FD_LEAK, FD_EXHAUSTED ->
          useUsualResources();
      case STALE_TRACES -> lastTrace = now;
      default -> {}
    }
  }

  /** Adds up what happened until now, with these faults on. */
  void advance(double until, Set<Fault> faults) {
    double seconds = until - now;
    if (seconds <= 0) {
      return;
    }
    now = until;
    if (!faults.contains(Fault.STUCK_COUNTERS)) {
      serve(seconds, faults);
    }
    if (!faults.contains(Fault.STALE_TRACES)) {
      lastTrace = now;
    }
    useResources(seconds, faults);
  }

  private void serve(double seconds, Set<Fault> faults) {
    double rate = faults.contains(Fault.LOW_THROUGHPUT) ? 0.5 : OPERATIONS_PER_SECOND;
    double served = rate * seconds;
    operations += served;
    double failed = served * errorRatio(faults);
    boolean ofOne = faults.contains(Fault.ERRORS_OF_ONE_COMPONENT);
    errors.replaceAll(
        (component, sum) ->
            sum
                + (ofOne
                    ? (component == Component.HALO_ROUTER ? failed : 0)
                    : failed / Component.values().length));
    operationDurations.add(served, overall(faults));
    htdag.add(served / 2, HTDAG.times(faults.contains(Fault.SLOW_HTDAG) ? 2 : 1));
    halo.add(served, HALO.times(faults.contains(Fault.SLOW_HALO) ? 2 : 1));
    rules.add(served, RULES.times(faults.contains(Fault.SLOW_RULE_MATCHING) ? 2 : 1));
    aop.add(served / 2, AOP.times(faults.contains(Fault.SLOW_AOP) ? 3 : 1));
    llm.add(served / 10, faults.contains(Fault.SLOW_LLM) ? Latency.ofMillis(30_000) : LLM);
    double hitRatio = faults.contains(Fault.CACHE_MISSES) ? 0.3 : 0.85;
    cacheHits += served * hitRatio;
    cacheMisses += served * (1 - hitRatio);
    cost += seconds * (faults.contains(Fault.COST_RUNAWAY) ? 0.1 : 0.0003);
    injections += seconds * (faults.contains(Fault.PROMPT_INJECTIONS) ? 5 : 1 / 60.0);
  }

  private static double errorRatio(Set<Fault> faults) {
    if (faults.contains(Fault.ERROR_RATIO)) {
      return 0.06;
    }
    if (faults.contains(Fault.ERROR_RATIO_ELEVATED)
        || faults.contains(Fault.ERRORS_OF_ONE_COMPONENT)) {
      return 0.03;
    }
    return faults.contains(Fault.ERROR_RATIO_SLIGHT) ? 0.005 : USUAL_ERROR_RATIO;
  }

  private static Latency overall(Set<Fault> faults) {
    // with the usual spread the 95th percentile is 1.32 times the mean
    if (faults.contains(Fault.LATENCY_P95_HIGH)) {
      return Latency.ofMillis(1060);
    }
    if (faults.contains(Fault.LATENCY_P95)) {
      return Latency.ofMillis(416);
    }
    if (faults.contains(Fault.LATENCY_SLIGHT)) {
      return new Latency(OVERALL.mean(), 0.61);
    }
    return faults.contains(Fault.SLOW_MEAN) ? new Latency(0.160, 0.09) : OVERALL;
  }

  private void useResources(double seconds, Set<Fault> faults) {
    if (faults.contains(Fault.CPU_GROWTH)) {
      cores += 0.05 * seconds;
    }
    cpuSeconds += seconds * cores;
    if (faults.contains(Fault.MEMORY_LEAK)) {
      memory = Math.min(MEMORY_LIMIT, memory + 40e6 * seconds);
    }
    if (faults.contains(Fault.FD_LEAK)) {
      openFiles = Math.min(MOST_FILES, openFiles + 2000 * seconds);
    }
    if (faults.contains(Fault.RESTART_LOOP)) {
      startedAt = Math.floor(now);
    }
  }

  long operations() {
    return (long) operations;
  }

  long errors(Component component) {
    return errors.getOrDefault(component, 0.0).longValue();
  }

  double cost() {
    return cost;
  }

  long cacheHits() {
    return (long) cacheHits;
  }

  long cacheMisses() {
    return (long) cacheMisses;
  }

  long injections() {
    return (long) injections;
  }

  double cpuSeconds() {
    return cpuSeconds;
  }

  double memory() {
    return memory;
  }

  long openFiles() {
    return (long) openFiles;
  }

  double lastTrace() {
    return lastTrace;
  }

  double startedAt() {
    return startedAt;
  }

  double now() {
    return now;
  }
}
