package dev.genesis.harness.supervise;

import dev.genesis.harness.config.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run that somebody asks for: the settings, and what is no setting. Made by {@link #of} and the
 * methods that change one thing.
 *
 * @param purpose what it is for; decides who waits for whom, and what is kept of it
 * @param select packages, classes and {@code CLASS#METHOD}s to run; all when empty
 * @param tags a tag expression of the JUnit Platform
 * @param exclude ids of checks to leave out, visibly
 * @param without services whose checks are left out, visibly
 * @param failed only those that failed in the last run
 * @param shard {@code I/N}
 * @param push whether to push where a Pushgateway is set
 * @param childEnvironment variables for the child JVM beside those it inherits
 */
public record RunOrder(
    Settings settings,
    Purpose purpose,
    List<String> select,
    @Nullable String tags,
    List<String> exclude,
    List<String> without,
    boolean failed,
    @Nullable String shard,
    boolean failFast,
    boolean dryRun,
    boolean push,
    Map<String, String> childEnvironment) {

  /** What a run is for. */
  public enum Purpose {
    /** By hand or by a timer: waits for a watch or a deployment on the same environment. */
    RUN,
    /** A checkpoint of a watch. */
    WATCH,
    /** The gate of a deployment. */
    DEPLOY,
    /** To learn what checks notice: takes no lock, is not stored and not pushed. */
    PROVE
  }

  public RunOrder {
    select = List.copyOf(select);
    exclude = List.copyOf(exclude);
    without = List.copyOf(without);
    childEnvironment = Map.copyOf(childEnvironment);
  }

  /** A run of everything that the settings name. */
  public static RunOrder of(Settings settings) {
    return new RunOrder(
        settings,
        Purpose.RUN,
        List.of(),
        null,
        List.of(),
        List.of(),
        false,
        null,
        false,
        false,
        true,
        Map.of());
  }

  public RunOrder purpose(Purpose what) {
    return new RunOrder(
        settings,
        what,
        select,
        tags,
        exclude,
        without,
        failed,
        shard,
        failFast,
        dryRun,
        push,
        childEnvironment);
  }

  public RunOrder select(List<String> selectors) {
    return new RunOrder(
        settings,
        purpose,
        selectors,
        tags,
        exclude,
        without,
        failed,
        shard,
        failFast,
        dryRun,
        push,
        childEnvironment);
  }

  public RunOrder childEnvironment(Map<String, String> variables) {
    return new RunOrder(
        settings, purpose, select, tags, exclude, without, failed, shard, failFast, dryRun, push,
        variables);
  }
}
