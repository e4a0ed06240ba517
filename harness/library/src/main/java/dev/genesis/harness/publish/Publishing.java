package dev.genesis.harness.publish;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The way out of a judged run: the history first, since what is kept over runs is pushed from
 * there; then every publisher that the settings ask for; then the outcome, with which {@code
 * run.json} is replaced. What one destination does never keeps another from its result.
 */
public final class Publishing {
  /** What a publisher gets beyond the push timeout before it is left behind. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final List<Publisher> publishers;
  private final Duration grace;

  public Publishing(List<Publisher> publishers) {
    this(publishers, GRACE);
  }

  Publishing(List<Publisher> publishers, Duration grace) {
    this.publishers = List.copyOf(publishers);
    this.grace = grace;
  }

  /** With every publisher that {@link ServiceLoader} finds: ours first, files before the push. */
  public static Publishing standard() {
    List<Publisher> found = new ArrayList<>();
    ServiceLoader.load(Publisher.class).forEach(found::add);
    return new Publishing(found);
  }

  /** Stores and publishes a run. */
  public RunOutcome publish(JudgedRun run, Settings settings, RunStore history) {
    List<Publication> publications = new ArrayList<>();
    if (history.wanted()) {
      publications.add(stored(run, history));
    }
    Settled kept = new Settled(history.kept());
    for (Publisher publisher : publishers) {
      publications.addAll(bounded(publisher, run, settings, kept));
    }
    RunOutcome outcome = outcome(run, publications);
    return FilesPublisher.complete(outcome, run, settings, kept);
  }

  private static Publication stored(JudgedRun run, RunStore history) {
    try {
      history.store(run);
      return new Publication("history", true, null);
    } catch (RunStoreException e) {
      return new Publication("history", false, String.valueOf(e.getMessage()));
    }
  }

  /** On a thread of its own: a destination that hangs must not take the run's result with it. */
  private List<Publication> bounded(
      Publisher publisher, JudgedRun run, Settings settings, KeptValues kept) {
    FutureTask<List<Publication>> task =
        new FutureTask<>(
            () ->
                publisher.wanted(settings)
                    ? publisher.publish(run, settings, kept)
                    : List.<Publication>of());
    Thread thread = new Thread(task, "publish-" + publisher.name());
    thread.setDaemon(true);
    thread.start();
    Duration limit = settings.get(GenesisSettings.PUSH_TIMEOUT).plus(grace);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return failed(publisher, "did not return within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      return failed(publisher, "broke its promise and threw " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(publisher, "was interrupted");
    }
  }

  private static List<Publication> failed(Publisher publisher, String what) {
    return List.of(new Publication(publisher.name(), false, SafeText.line(what, 500)));
  }

  static RunOutcome outcome(JudgedRun run, List<Publication> publications) {
    List<String> problems = new ArrayList<>(run.run().problems());
    for (Publication publication : publications) {
      if (!publication.ok()) {
        problems.add("not published to " + publication.to() + ": " + publication.message());
      }
    }
    boolean all = publications.stream().allMatch(Publication::ok);
    int exitCode = run.exitCode() == ExitCode.MET && !all ? ExitCode.NOT_PUBLISHED : run.exitCode();
    return new RunOutcome(run.run(), run.objectives(), publications, problems, exitCode);
  }

  /** The history's kept values, but what a destination said it pushed where it knew more. */
  private static final class Settled implements KeptValues {
    private final KeptValues history;
    private final Map<String, Group> settled = new ConcurrentHashMap<>();

    Settled(KeptValues history) {
      this.history = history;
    }

    @Override
    public Optional<Group> of(String suite, dev.genesis.harness.run.RunScope scope) {
      Group group = settled.get(suite);
      return group == null ? history.of(suite, scope) : Optional.of(group);
    }

    @Override
    public void settled(String suite, Group group) {
      settled.put(suite, group);
    }
  }
}
