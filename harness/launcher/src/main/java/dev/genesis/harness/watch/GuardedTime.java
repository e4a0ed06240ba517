package dev.genesis.harness.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The wall clock, guarded by one that nobody sets: time since boot, which also counts while the
 * machine sleeps. Where the two part by more than {@link #TOLERANCE}, the wall clock was set; the
 * watch goes on by the time that really passed and says so. Small corrections are followed. Summer
 * time does not matter: everything is in UTC.
 */
public final class GuardedTime implements WatchTime {
  /** A difference that is set, not slewed. */
  public static final Duration TOLERANCE = Duration.ofSeconds(30);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final Clock wall;
  private final Supplier<Duration> sinceBoot;
  private final Consumer<Duration> jumped;
  private final Sleeper sleeper;
  private Duration correction;
  private Instant lastWall;
  private Duration lastBoot;
  private Instant latest;

  /** How to wait. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  /**
   * A guarded clock.
   *
   * @param correction what was found to be wrong with the wall clock in earlier lives of the watch
   * @param jumped gets the whole correction each time that it changes
   */
  public GuardedTime(
      Clock wall,
      Supplier<Duration> sinceBoot,
      Duration correction,
      Consumer<Duration> jumped,
      Sleeper sleeper) {
    this.wall = wall;
    this.sinceBoot = sinceBoot;
    this.correction = correction;
    this.jumped = jumped;
    this.sleeper = sleeper;
    this.lastWall = wall.instant();
    this.lastBoot = sinceBoot.get();
    this.latest = lastWall.plus(correction);
  }

  /** Guarded by this machine's time since boot. */
  public static GuardedTime ofMachine(
      Clock wall, Duration correction, Consumer<Duration> jumped, Sleeper sleeper) {
    return new GuardedTime(wall, new SinceBoot(), correction, jumped, sleeper);
  }

  @Override
  public synchronized Instant now() {
    Instant wallNow = wall.instant();
    Duration bootNow = sinceBoot.get();
    Duration passed = bootNow.minus(lastBoot);
    Duration jump = Duration.between(lastWall, wallNow).minus(passed);
    lastWall = wallNow;
    lastBoot = bootNow;
    if (jump.abs().compareTo(TOLERANCE) > 0) {
      correction = correction.minus(jump);
      jumped.accept(correction);
    }
    Instant now = wallNow.plus(correction);
    latest = now.isAfter(latest) ? now : latest;
    return latest;
  }

  @Override
  public void waitTowards(Instant then) throws InterruptedException {
    Duration left = Duration.between(now(), then);
    if (!left.isNegative()) {
      // in pieces, so that a jump or a sleep of the machine is noticed soon
      sleeper.sleep(left.compareTo(LONGEST_WAIT) < 0 ? left.plusMillis(1) : LONGEST_WAIT);
    }
  }

  @Override
  public Duration real(Duration watched) {
    return watched;
  }
}
