package dev.genesis.harness.service;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Bounds what reaches one service, over all threads: requests leave one by one, evenly spaced, and
 * only so many are under way at a time. There is no burst at the start: a rate is kept over every
 * second, not on average.
 */
final class Pace {
  private static final ThreadLocal<long[]> WAITED = ThreadLocal.withInitial(() -> new long[1]);

  private final String service;
  private final int perSecond;
  private final int concurrent;
  private final long interval;
  private final Semaphore permits;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  Pace(String service, int perSecond, int concurrent) {
    this.service = service;
    this.perSecond = perSecond;
    this.concurrent = concurrent;
    this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.permits = new Semaphore(concurrent, true);
  }

  /** How long this thread has waited for its turn so far; whoever measures takes it off. */
  static long waitedNanos() {
    return WAITED.get()[0];
  }

  /**
   * Does a request when its turn has come.
   *
   * @throws ServiceException if the check's time does not reach that far
   */
  <T, X extends Exception> T inTurn(CheckTime time, Request<T, X> request) throws X {
    acquire(time);
    try {
      awaitAnotherSlot(time);
      return request.send();
    } finally {
      permits.release();
    }
  }

  private void acquire(CheckTime time) {
    long start = System.nanoTime();
    try {
      if (!permits.tryAcquire(time.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooLate(concurrent + " requests at a time (genesis.parallel)");
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      WAITED.get()[0] += System.nanoTime() - start;
    }
  }

  /** Waits for a slot, the first of a turn or one more: a redirect is a request too. */
  void awaitAnotherSlot(CheckTime time) {
    long start = System.nanoTime();
    try {
      awaitSlot(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      WAITED.get()[0] += System.nanoTime() - start;
    }
  }

  private ServiceException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ServiceException("interrupted while waiting for a turn at " + service, e);
  }

  private void awaitSlot(CheckTime time) throws InterruptedException {
    long slot = reserve(time);
    for (long left = slot - System.nanoTime(); left > 0; left = slot - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Takes the next free slot, unless it lies behind the check's end: then it stays free. */
  private long reserve(CheckTime time) {
    while (true) {
      long free = next.get();
      long now = System.nanoTime();
      long slot = free - now < 0 ? now : free;
      if (slot - now > time.remaining().toNanos()) {
        throw tooLate(perSecond + " requests per second (genesis.max-rps)");
      }
      if (next.compareAndSet(free, slot + interval)) {
        return slot;
      }
    }
  }

  private ServiceException tooLate(String bound) {
    return new ServiceException(
        "%s: no turn within the check's time, as %s are let through; raise that bound, or run fewer"
                .formatted(service, bound)
            + " checks at a time");
  }

  /** What is done in a turn. */
  @FunctionalInterface
  interface Request<T, X extends Exception> {
    T send() throws X;
  }
}
