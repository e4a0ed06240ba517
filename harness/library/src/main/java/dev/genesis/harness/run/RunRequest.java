package dev.genesis.harness.run;

import dev.genesis.harness.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything that a process which runs checks has to know, as a file: which checks, how many at a
 * time, how long, and where its journal goes. It holds no secret; the process finds those where the
 * parent found them.
 *
 * @param checks the jars and folders whose checks are run; they are on the class path as well
 * @param settings the settings in force, by whole key, without secrets
 * @param junit JUnit configuration parameters that the user gave
 */
public record RunRequest(
    String runId,
    RunScope scope,
    List<Path> checks,
    Selection selection,
    Limits limits,
    Part part,
    Path journal,
    Map<String, Settings.Value> settings,
    Map<String, String> junit) {

  public RunRequest {
    checks = List.copyOf(checks);
    settings = Map.copyOf(settings);
    junit = Map.copyOf(junit);
  }

  /**
   * Which checks of those that are found. An empty list means that nothing was said.
   *
   * @param suites the suites to run
   * @param select {@code PACKAGE}, {@code CLASS} or {@code CLASS#METHOD}; a class may go without
   *     its package
   * @param tags a tag expression, empty for none
   * @param exclude ids of checks that are left out, visibly; {@code *} stands for anything
   * @param without services whose checks are left out, visibly
   * @param only ids of checks to run and no others, as those that failed last time
   * @param shard this part, from 1
   * @param shards of how many; 1 is the whole
   * @param mutations whether checks that change the system may run
   */
  public record Selection(
      List<String> suites,
      List<String> select,
      String tags,
      List<String> exclude,
      List<String> without,
      List<String> only,
      int shard,
      int shards,
      boolean mutations) {
    /** Everything that may run. */
    public static final Selection ALL =
        new Selection(List.of(), List.of(), "", List.of(), List.of(), List.of(), 1, 1, false);

    public Selection {
      suites = List.copyOf(suites);
      select = List.copyOf(select);
      exclude = List.copyOf(exclude);
      without = List.copyOf(without);
      only = List.copyOf(only);
    }

    /** Whether the numbers speak only for a part of each suite, in a way that shards do not. */
    public boolean narrowed() {
      return !select.isEmpty() || !tags.isEmpty() || !only.isEmpty();
    }
  }

  /**
   * How much at once and for how long.
   *
   * @param run what is left of the whole run's time when this process starts
   * @param failFast whether the first failure ends the run
   */
  public record Limits(int parallel, Duration check, Duration run, boolean failFast) {}

  /**
   * Which part of the run this process does.
   *
   * @param attempt numbers the processes of a run from 1
   * @param dryRun whether to discover and stop
   * @param uniqueIds what to run, by JUnit's unique ids: the rest after a hang, a check to confirm;
   *     empty for all
   * @param done unique ids that are not run again though a template among {@code uniqueIds} gives
   *     them
   */
  public record Part(int attempt, boolean dryRun, List<String> uniqueIds, List<String> done) {
    /** A run's first process. */
    public static final Part FIRST = new Part(1, false, List.of(), List.of());

    public Part {
      uniqueIds = List.copyOf(uniqueIds);
      done = List.copyOf(done);
    }
  }

  /** This request for another process of the same run. */
  public RunRequest next(Part next, Limits limitsLeft, Path nextJournal) {
    return new RunRequest(
        runId, scope, checks, selection, limitsLeft, next, nextJournal, settings, junit);
  }

  /** Writes it, readable by the owner alone, to a temporary name and then into place. */
  public void write(Path file) throws IOException {
    RequestFile.write(this, file);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it cannot be read, or is no request
   */
  public static RunRequest read(Path file) throws IOException {
    return RequestFile.read(file);
  }
}
