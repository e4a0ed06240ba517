package dev.genesis.harness.supervise;

import dev.genesis.harness.config.GenesisSettings;
import dev.genesis.harness.config.Settings;
import dev.genesis.harness.run.CheckRun;
import dev.genesis.harness.run.ChildMain;
import dev.genesis.harness.run.JournalReader;
import dev.genesis.harness.run.Remaining;
import dev.genesis.harness.run.RunEnd;
import dev.genesis.harness.run.RunMerge;
import dev.genesis.harness.run.RunRequest;
import dev.genesis.harness.run.RunRequest.Limits;
import dev.genesis.harness.run.RunRequest.Part;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run, from its first process to its last: starts them one after the other, each for what is
 * still to be done, until nothing is, the time is over or somebody interrupts.
 */
final class Supervision {
  /** Enough for every check of a wrecked suite to be found out; a bound all the same. */
  private static final int MOST_PROCESSES = 100;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final RunFolder folder;
  private final RunRequest first;
  private final ChildClassPath classPath;
  private final Settings settings;
  private final Map<String, String> childEnvironment;
  private final Supplier<RunMerge> books;
  private @Nullable RunMerge opened;
  private final RunObserver observer;
  private final Interruption interruption;
  private final Clock clock;
  private final long started = System.nanoTime();
  private final List<String> problems = new ArrayList<>();
  private int processes;
  private boolean givenUp;
  private String output = "";

  Supervision(
      RunFolder folder,
      RunRequest first,
      ChildClassPath classPath,
      Settings settings,
      Map<String, String> childEnvironment,
      Supplier<RunMerge> books,
      RunObserver observer,
      Interruption interruption,
      Clock clock) {
    this.folder = folder;
    this.first = first;
    this.classPath = classPath;
    this.settings = settings;
    this.childEnvironment = childEnvironment;
    this.books = books;
    this.observer = observer;
    this.interruption = interruption;
    this.clock = clock;
  }

  /** Runs everything and counts it. */
  CheckRun untilEnd() throws IOException {
    Instant startedAt = clock.instant();
    try {
      process(first);
      if (merge().selectionError().isPresent()) {
        throw SupervisionException.wrongUsage(merge().selectionError().get());
      }
      restart();
      confirm();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problems.add("the run was interrupted");
    }
    return merge()
        .result(new RunEnd(startedAt, clock.instant(), elapsed(), interruption.signal(), problems));
  }

  /** What the processes wrote to their standard output and error, within a bound. */
  String output() {
    return output;
  }

  private void restart() throws IOException, InterruptedException {
    if (first.part().dryRun()) {
      return;
    }
    for (Remaining left = merge().remaining();
        !left.isEmpty() && mayGoOn();
        left = merge().remaining()) {
      observer.says(
          "the process that ran the checks ended early; starting another for "
              + (left.rest().isEmpty() ? "one of those it was at" : "the rest"));
      if (left.alone().isEmpty()) {
        process(next(left.rest(), left.done(), first.limits().parallel()));
      } else {
        process(next(List.of(left.alone().get(0)), left.done(), 1));
      }
    }
  }

  private void confirm() throws IOException, InterruptedException {
    int confirmations = settings.get(GenesisSettings.CONFIRM);
    for (List<String> failed = merge().toConfirm(confirmations);
        !failed.isEmpty() && mayGoOn() && !first.part().dryRun();
        failed = merge().toConfirm(confirmations)) {
      observer.says("confirming " + failed.size() + " that failed, one at a time");
      if (!pause(settings.get(GenesisSettings.CONFIRM_DELAY))) {
        return;
      }
      process(next(failed, List.of(), 1));
    }
  }

  private RunRequest next(List<String> uniqueIds, List<String> done, int parallel) {
    Limits limits = first.limits();
    return first.next(
        new Part(processes + 1, false, uniqueIds, done),
        new Limits(parallel, limits.check(), left(), limits.failFast()),
        folder.journal(processes + 1));
  }

  private boolean mayGoOn() {
    if (interruption.came() || givenUp) {
      return false;
    }
    if (left().isZero()) {
      return false;
    }
    if (processes >= MOST_PROCESSES) {
      problems.add("gave up after " + processes + " processes that died");
      return false;
    }
    return true;
  }

  /** Opened once the first process starts: what the history says is read meanwhile. */
  private RunMerge merge() {
    RunMerge known = opened;
    if (known == null) {
      known = books.get();
      opened = known;
    }
    return known;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private Duration left() {
    Duration left = first.limits().run().minus(elapsed());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Waits, unless something ends the run before. */
  private boolean pause(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      if (interruption.came() || left().isZero()) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(
          Math.max(1, Math.min(LOOK_AGAIN.toNanos(), until - System.nanoTime())));
    }
    return true;
  }

  private void process(RunRequest request) throws IOException, InterruptedException {
    processes++;
    request.write(folder.request(processes));
    List<String> command = ChildCommand.of(settings, classPath, folder.request(processes));
    try (ChildJvm child = ChildJvm.start(command, childEnvironment);
        JournalReader journal = new JournalReader(request.journal())) {
      ChildWatch watch =
          new ChildWatch(
              child,
              journal,
              merge().begin(request.part().uniqueIds()),
              observer,
              interruption,
              request.limits().check(),
              left());
      watch.untilEnd();
      output = child.output();
      if (child.exitCode() == ChildMain.JOURNAL_BROKEN) {
        givenUp = true;
        problems.add(firstLine());
      } else if (!watch.begun() && !interruption.came()) {
        neverBegan(child.exitCode());
      }
      if (!watch.progressed() && processes > 1) {
        givenUp = true;
        problems.add("a further process for the rest ended before it came to anything");
      }
    }
  }

  /** A JVM that did not get to the journal's first line says why on its standard error. */
  private void neverBegan(int exitCode) {
    String what =
        "the JVM for the checks ended with " + exitCode + " before it began: " + firstLine();
    if (processes > 1) {
      givenUp = true; // what the others found out still counts
      problems.add(what);
    } else if (settings.find(GenesisSettings.JVM_ARGS).isPresent()) {
      throw SupervisionException.wrongUsage(what + "; look at genesis.jvm-args");
    } else {
      throw SupervisionException.hindered(what);
    }
  }

  private String firstLine() {
    return output
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("Picked up "))
        .findFirst()
        .map(line -> line.startsWith("genesis: ") ? line.substring("genesis: ".length()) : line)
        .orElse("it said nothing");
  }
}
