package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes run, on which threads, since when. Tests start and end on many threads at once; a
 * thread that waits for the tests of a class may run others meanwhile, so that every thread has a
 * stack of nodes, of which the top one is what it is at.
 */
final class RunningNodes {
  private static final long LOOK_NANOS = Duration.ofMillis(2).toNanos();

  private final Set<PlanNode> running = ConcurrentHashMap.newKeySet();
  private final Map<Thread, PlanNode> tops = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Nothing starts any more: who tries waits for the end of the process. */
  void close() {
    closed = true;
  }

  void start(PlanNode node) {
    while (closed) {
      LockSupport.park(this);
    }
    Thread thread = Thread.currentThread();
    long now = System.nanoTime();
    node.startedAt = now;
    node.heardOf = now;
    node.around = tops.put(thread, node);
    node.thread = thread;
    PlanNode parent = node.parent;
    if (parent != null) {
      parent.running.incrementAndGet();
      parent.heardOf = now;
    }
    running.add(node);
  }

  /** Ends a node and says how long it ran, in nanoseconds; 0 if it was never started. */
  long end(PlanNode node) {
    if (!running.remove(node)) {
      return 0;
    }
    long now = System.nanoTime();
    Thread thread = node.thread;
    if (thread != null) {
      PlanNode around = node.around;
      if (around == null) {
        tops.remove(thread, node);
      } else {
        tops.replace(thread, node, around);
      }
    }
    node.around = null;
    synchronized (node) {
      node.thread = null;
    }
    PlanNode parent = node.parent;
    if (parent != null) {
      parent.running.decrementAndGet();
      parent.heardOf = now;
    }
    return now - node.startedAt;
  }

  /** Interrupts the thread that is at a node's code, unless the node has just ended. */
  void interrupt(PlanNode node, Thread thread) {
    synchronized (node) {
      if (node.thread != null) {
        node.interrupts++;
        thread.interrupt();
      }
    }
  }

  Collection<PlanNode> all() {
    return running;
  }

  /**
   * Waits until no test runs. JUnit does not wait for the tests of a template that fails while they
   * run in parallel to it: their ends come after that of the engine.
   */
  void awaitTests(Duration longest) {
    long until = System.nanoTime() + longest.toNanos();
    while (!closed && testsRun() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  private boolean testsRun() {
    return running.stream().anyMatch(node -> node.kind == Kind.TEST);
  }

  /** What a thread is at. */
  @Nullable PlanNode on(Thread thread) {
    return tops.get(thread);
  }
}
