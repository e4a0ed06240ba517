package dev.genesis.harness.publish;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.CheckResult;
import dev.genesis.harness.run.SuiteRun;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The push of one suite's group: look what is there, replace it, look again. */
final class GroupPush {
  private static final Logger LOG = LoggerFactory.getLogger(GroupPush.class);

  private final Gateway gateway;
  private final JudgedRun run;
  private final SuiteRun suite;
  private final GroupingKey group;
  private final KeptValues kept;
  private final Settings settings;
  private volatile @Nullable IOException lastFailure;

  GroupPush(Gateway gateway, JudgedRun run, SuiteRun suite, Settings settings, KeptValues kept) {
    this.gateway = gateway;
    this.run = run;
    this.suite = suite;
    this.settings = settings;
    this.kept = kept;
    this.group = GroupingKey.of(suite.name(), run.run().scope());
  }

  boolean hasOwnName() {
    return run.run().scope().pushAs() != null;
  }

  /** A series that is missing because of a limit must not look like a check that is missing. */
  void sayIfSeriesAreLimited() {
    int limit = settings.get(GenesisSettings.MAX_CHECK_SERIES);
    int checks = CheckSeries.of(run.run().checksOf(suite.name())).size();
    if (checks > limit) {
      LOG.warn(
          "suite {}: {} checks, but only {} get series of their own (genesis.max-check-series);"
              + " failed and grave ones come first",
          suite.name(),
          checks,
          limit);
    }
  }

  /** What to say when the time is up: the last thing that went wrong, or that nothing came. */
  IOException late() {
    IOException last = lastFailure;
    String limit = settings.get(GenesisSettings.PUSH_TIMEOUT).toMillis() + " ms (--push-timeout)";
    return last == null
        ? GatewayException.settled(gateway.shown() + " did not answer within " + limit)
        : GatewayException.settled(last.getMessage() + "; gave up after " + limit);
  }

  /**
   * One attempt.
   *
   * @return what is worth knowing
   */
  Optional<String> attempt() throws IOException {
    try {
      return tried();
    } catch (IOException e) {
      lastFailure = e;
      throw e;
    }
  }

  private Optional<String> tried() throws IOException {
    Optional<PushedGroup> before;
    try {
      before = present();
    } catch (GatewayException e) {
      if (!e.answered() || e.again()) {
        throw e;
      }
      return pushedBlindly(e);
    }
    refuseIfOlder(before);
    KeptValues.Group values = values(before);
    push(values);
    verify();
    return Optional.empty();
  }

  /** The history knows what is kept, and the group cannot be seen: pushed, and said. */
  private Optional<String> pushedBlindly(GatewayException unseen) throws IOException {
    KeptValues.Group values =
        kept.of(suite.name(), run.run().scope())
            .orElseThrow(
                () ->
                    GatewayException.settled(
                        "nothing pushed: neither the history nor the group says what is kept over"
                            + " runs; "
                            + unseen.getMessage()));
    push(values);
    return Optional.of("pushed, but not read back: " + unseen.getMessage());
  }

  private void push(KeptValues.Group values) throws IOException {
    int limit = settings.get(GenesisSettings.MAX_CHECK_SERIES);
    gateway.put(group, RunMetrics.of(run, suite, values, limit));
    kept.settled(suite.name(), values);
  }

  private Optional<PushedGroup> present() throws IOException {
    Map<String, String> labels = new HashMap<>(group.labels());
    labels.put("job", GroupingKey.JOB);
    return gateway.groups().stream().filter(g -> g.labels().equals(labels)).findFirst();
  }

  private void refuseIfOlder(Optional<PushedGroup> before) throws GatewayException {
    Optional<Instant> there = before.flatMap(PushedGroup::runAt);
    if (there.isPresent() && there.get().isAfter(ours())) {
      throw GatewayException.settled(
          "not pushed: the group holds a newer run, of "
              + there.get()
              + ", and this one is of "
              + ours()
              + "; two runners of one suite need --runner or --location");
    }
  }

  /** As exact as a pushed timestamp is. */
  private Instant ours() {
    return Instant.ofEpochMilli(run.run().finishedAt().toEpochMilli());
  }

  private KeptValues.Group values(Optional<PushedGroup> before) {
    Optional<KeptValues.Group> history = kept.of(suite.name(), run.run().scope());
    if (before.isEmpty()) {
      return Kept.orThisRunOnly(run, suite.name(), kept);
    }
    KeptValues.Group there = keptIn(before.get());
    boolean thisRunIsIn = before.get().runAt().filter(ours()::equals).isPresent();
    KeptValues.Group pushed = thisRunIsIn ? there : Kept.withThisRun(there, run, suite.name());
    return Kept.better(history.orElse(null), pushed);
  }

  private KeptValues.Group keptIn(PushedGroup there) {
    Map<String, Long> runs = new HashMap<>();
    there
        .by("result", PushedMetric.RUNS.metricName())
        .forEach((result, n) -> runs.put(result, Math.round(n)));
    Map<String, Double> byLabel = there.by("check", PushedMetric.CHECK_LAST_SUCCESS.metricName());
    Map<String, Instant> checks = new HashMap<>();
    for (CheckResult result : run.run().checksOf(suite.name())) {
      Double last = byLabel.get(CheckSeries.label(result.id()));
      if (last != null) {
        checks.put(result.id(), PushedGroup.instant(last));
      }
    }
    Optional<Instant> success =
        there.value(PushedMetric.LAST_SUCCESS.metricName()).map(PushedGroup::instant);
    return new KeptValues.Group(success, runs, checks);
  }

  private void verify() throws IOException {
    PushedGroup after =
        present()
            .orElseThrow(
                () ->
                    GatewayException.different(gateway.shown() + " took it and does not show it"));
    Optional<Instant> there = after.runAt();
    if (there.isPresent() && there.get().isAfter(ours())) {
      // a newer run came in between; what it pushed is whole, and it stays
      return;
    }
    Optional<Double> rate = after.value(PushedMetric.PASS_RATE.metricName());
    boolean same =
        there.filter(ours()::equals).isPresent()
            && rate.filter(r -> r == suite.passRate()).isPresent()
            && after
                .by("outcome", PushedMetric.TESTS.metricName())
                .equals(RunMetrics.tests(suite.counts()));
    if (!same) {
      throw GatewayException.different(
          gateway.shown()
              + " took it and shows something else: pass rate "
              + rate.map(String::valueOf).orElse("none")
              + " of "
              + there.map(String::valueOf).orElse("no time")
              + " instead of "
              + suite.passRate()
              + " of "
              + ours());
    }
  }
}
