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
 * @param shard this runner's part, null for the whole
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
    @Nullable Shard shard,
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

  /** The same, changed: for those who change more than one thing. */
  public Builder but() {
    return new Builder(this);
  }

  public RunOrder purpose(Purpose what) {
    return but().purpose(what).order();
  }

  public RunOrder select(List<String> selectors) {
    return but().select(selectors).order();
  }

  public RunOrder exclude(List<String> ids) {
    return but().exclude(ids).order();
  }

  public RunOrder push(boolean whether) {
    return but().push(whether).order();
  }

  public RunOrder dryRun(boolean whether) {
    return but().dryRun(whether).order();
  }

  public RunOrder childEnvironment(Map<String, String> variables) {
    return but().childEnvironment(variables).order();
  }

  /** Collects changes. */
  public static final class Builder {
    private final Settings settings;
    private Purpose purpose;
    private List<String> select;
    private @Nullable String tags;
    private List<String> exclude;
    private List<String> without;
    private boolean failed;
    private @Nullable Shard shard;
    private boolean failFast;
    private boolean dryRun;
    private boolean push;
    private Map<String, String> childEnvironment;

    private Builder(RunOrder order) {
      settings = order.settings;
      purpose = order.purpose;
      select = order.select;
      tags = order.tags;
      exclude = order.exclude;
      without = order.without;
      failed = order.failed;
      shard = order.shard;
      failFast = order.failFast;
      dryRun = order.dryRun;
      push = order.push;
      childEnvironment = order.childEnvironment;
    }

    public Builder purpose(Purpose what) {
      purpose = what;
      return this;
    }

    public Builder select(List<String> selectors) {
      select = selectors;
      return this;
    }

    public Builder tags(@Nullable String expression) {
      tags = expression;
      return this;
    }

    public Builder exclude(List<String> ids) {
      exclude = ids;
      return this;
    }

    public Builder without(List<String> services) {
      without = services;
      return this;
    }

    public Builder failed(boolean whether) {
      failed = whether;
      return this;
    }

    public Builder shard(@Nullable Shard part) {
      shard = part;
      return this;
    }

    public Builder failFast(boolean whether) {
      failFast = whether;
      return this;
    }

    public Builder dryRun(boolean whether) {
      dryRun = whether;
      return this;
    }

    public Builder push(boolean whether) {
      push = whether;
      return this;
    }

    public Builder childEnvironment(Map<String, String> variables) {
      childEnvironment = variables;
      return this;
    }

    public RunOrder order() {
      return new RunOrder(
          settings,
          purpose,
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
  }
}
