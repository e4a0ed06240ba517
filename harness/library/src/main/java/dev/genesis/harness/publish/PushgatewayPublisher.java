package dev.genesis.harness.publish;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import dev.failsafe.TimeoutExceededException;
import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.config.SettingsException;
import dev.genesis.harness.run.SuiteRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pushes a run: one group per suite, replaced as a whole, read back, all of it within the push
 * timeout. A narrowed run pushes nothing unless it is given a name of its own.
 */
public final class PushgatewayPublisher implements Publisher {
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "pushgateway";
  }

  @Override
  public boolean wanted(Settings settings) {
    return settings.find(GenesisSettings.PUSHGATEWAY_URL).isPresent()
        && !settings.get(GenesisSettings.NO_PUSH);
  }

  @Override
  public List<Publication> publish(JudgedRun run, Settings settings, KeptValues kept) {
    Gateway gateway;
    try {
      gateway = Gateway.of(settings);
    } catch (SettingsException e) {
      return List.of(failed(String.valueOf(e.getMessage())));
    }
    if (run.run().suites().isEmpty()) {
      return List.of(failed("the run has no suite, so there is no group to push"));
    }
    long end = System.nanoTime() + settings.get(GenesisSettings.PUSH_TIMEOUT).toNanos();
    ExecutorService threads = Executors.newCachedThreadPool(PushgatewayPublisher::daemon);
    List<Publication> publications = new ArrayList<>();
    try {
      for (SuiteRun suite : run.run().suites()) {
        GroupPush push = new GroupPush(gateway, run, suite, settings, kept);
        publications.add(
            published(push, suite, Duration.ofNanos(end - System.nanoTime()), threads));
      }
    } finally {
      gateway.abandon();
      threads.shutdownNow();
    }
    return publications;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "pushgateway");
    thread.setDaemon(true);
    return thread;
  }

  private Publication published(
      GroupPush push, SuiteRun suite, Duration left, ExecutorService threads) {
    if (suite.narrowed() && !push.hasOwnName()) {
      return new Publication(
          name(),
          true,
          "suite "
              + suite.name()
              + ": nothing pushed, since a part of a suite does not speak for it; --push-as NAME"
              + " gives it a group of its own");
    }
    push.sayIfSeriesAreLimited();
    try {
      Optional<String> note = bounded(push, left, threads);
      return new Publication(
          name(), true, "suite " + suite.name() + note.map(n -> ": " + n).orElse(""));
    } catch (IOException e) {
      return failed("suite " + suite.name() + ": " + e.getMessage());
    }
  }

  private static Optional<String> bounded(GroupPush push, Duration left, ExecutorService threads)
      throws IOException {
    if (left.isNegative() || left.isZero()) {
      throw push.late();
    }
    RetryPolicy<Optional<String>> again =
        RetryPolicy.<Optional<String>>builder()
            .handleIf(e -> e instanceof GatewayException failure && failure.again())
            .withBackoff(FIRST_DELAY, LONGEST_DELAY)
            .withMaxRetries(-1)
            .withMaxDuration(left)
            .build();
    Timeout<Optional<String>> timeout =
        Timeout.<Optional<String>>builder(left).withInterrupt().build();
    CompletableFuture<Optional<String>> future =
        Failsafe.with(timeout, again).with(threads).getAsync(push::attempt);
    try {
      // a read that does not heed the interrupt keeps the future open: the limit is ours
      return future.get(left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw push.late();
    } catch (ExecutionException e) {
      throw cause(e.getCause() == null ? e : e.getCause(), push);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GatewayException.settled("interrupted while pushing");
    }
  }

  private static IOException cause(Throwable thrown, GroupPush push) {
    Throwable cause =
        thrown instanceof FailsafeException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof GatewayException failure) {
      return failure;
    }
    if (cause instanceof TimeoutExceededException) {
      return push.late();
    }
    return new IOException(SafeText.line(String.valueOf(cause), 300), cause);
  }

  private Publication failed(String message) {
    return new Publication(name(), false, message);
  }
}
