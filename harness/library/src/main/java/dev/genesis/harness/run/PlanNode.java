package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Kind;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A node of the test plan in the process that runs it: who it is, and what it is at. */
final class PlanNode {
  final int number;
  final @Nullable PlanNode parent;
  final Kind kind;
  final String uniqueId;
  final String displayName;
  final String suite;
  final @Nullable CheckMetadata check;

  /** How many nodes directly below it run now. */
  final AtomicInteger running = new AtomicInteger();

  /** How much of what it printed was kept. */
  final AtomicInteger printed = new AtomicInteger();

  /** The longest limit of a check below a container, in nanoseconds. */
  volatile long longestBelow;

  /** The thread that it was started on; null unless it runs. */
  volatile @Nullable Thread thread;

  volatile long startedAt;

  /** When anything was last heard of it or a node directly below. */
  volatile long heardOf;

  /** When the watchdog last looked at its thread's stack. */
  volatile long lookedAt;

  /** How often the watchdog interrupted it. */
  volatile int interrupts;

  /** Whether it was interrupted because the run ends, and not for its own time. */
  volatile boolean cutOff;

  /** What ran on the thread before, and runs again after it: the container around it. */
  volatile @Nullable PlanNode around;

  PlanNode(
      int number,
      @Nullable PlanNode parent,
      Kind kind,
      String uniqueId,
      String displayName,
      String suite,
      @Nullable CheckMetadata check) {
    this.number = number;
    this.parent = parent;
    this.kind = kind;
    this.uniqueId = uniqueId;
    this.displayName = displayName;
    this.suite = suite;
    this.check = check;
  }

  /** Its own limit, in nanoseconds, where it has one; else this. */
  long limit(long otherwise) {
    if (kind == Kind.TEST) {
      return check != null && check.timeout() != null ? check.timeout().toNanos() : otherwise;
    }
    return Math.max(otherwise, longestBelow);
  }

  /** The class that a container stands for, as its unique id names it. */
  String className() {
    int at = uniqueId.lastIndexOf("/[") + 2;
    int colon = uniqueId.indexOf(':', at);
    String value = uniqueId.substring(colon + 1, uniqueId.length() - 1);
    return parent == null || value.contains(".") ? value : parent.className() + "$" + value;
  }

  @Override
  public String toString() {
    return check == null ? displayName : check.id();
  }
}
