package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Begun;
import dev.genesis.harness.run.JournalEvent.StopCause;
import dev.genesis.harness.run.JournalEvent.Troubled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The books of one process: what its journal said of every node. A test JVM may execute several
 * plans, as Surefire does for reruns; each is closed when the next begins.
 */
final class JournalLedger implements RunMerge.Journal {
  /** Where a request of a check is counted. */
  @FunctionalInterface
  interface Requests {
    void count(String suite, JournalEvent.Requested request);
  }

  /** The unique ids that the process was given to run; empty for all. */
  final List<String> only;

  private final Consumer<JournalLedger> onEnd;
  private final Requests requests;
  final List<@Nullable LedgerNode> nodes = new ArrayList<>();
  final List<LedgerNode> inOrder = new ArrayList<>();
  final List<LeftOut> leftOut = new ArrayList<>();
  final List<JournalEvent.Missing> missing = new ArrayList<>();
  final List<Troubled> troubles = new ArrayList<>();
  @Nullable StopCause stopping;

  /** What ended the process, when it said so without naming a node. */
  String exit = "";

  boolean discovered;
  boolean begun;
  private boolean completed;
  private boolean closed;
  Instant at = Instant.EPOCH;
  ProcessEnd end = ProcessEnd.UNKNOWN;

  /** Events of nodes that were never planned. */
  int strays;

  JournalLedger(List<String> only, Consumer<JournalLedger> onEnd, Requests requests) {
    this.only = List.copyOf(only);
    this.onEnd = onEnd;
    this.requests = requests;
  }

  @Override
  public void accept(JournalEvent event) {
    if (event instanceof JournalEvent.Planned e) {
      plan(e);
    } else if (event instanceof JournalEvent.Started e) {
      LedgerNode node = node(e.node());
      if (node != null) {
        node.started = true;
        node.hear();
      }
    } else if (event instanceof JournalEvent.Finished e) {
      LedgerNode node = node(e.node());
      if (node != null) {
        node.end(e.status(), e.took(), e.failure());
      }
    } else if (event instanceof JournalEvent.Skipped e) {
      LedgerNode node = node(e.node());
      if (node != null && stopping == null) {
        node.skipped = true;
        node.note = e.reason();
        node.hear();
      }
    } else if (event instanceof JournalEvent.Requested e) {
      LedgerNode node = e.node() < 0 ? null : node(e.node());
      if (node != null) {
        node.requests++;
      }
      requests.count(node == null ? "" : node.planned.suite(), e);
    } else if (event instanceof JournalEvent.Printed e) {
      LedgerNode node = node(e.node());
      if (node != null && !node.ended()) {
        node.print(e.text());
      }
    } else {
      rare(event);
    }
  }

  private void rare(JournalEvent event) {
    if (event instanceof Begun e) {
      if (begun) {
        close(ProcessEnd.UNKNOWN);
      }
      begun = true;
      at = e.at();
    } else if (event instanceof JournalEvent.Omitted e) {
      leftOut.add(e.leftOut());
    } else if (event instanceof JournalEvent.Missing e) {
      missing.add(e);
    } else if (event instanceof JournalEvent.Discovered) {
      discovered = true;
    } else if (event instanceof JournalEvent.Stopping e) {
      stopping = e.cause();
    } else if (event instanceof JournalEvent.Hung e) {
      fatal(
          e.node(),
          FailureReason.TIMEOUT,
          "it hung: after %s it had not ended, nor did it react when it was interrupted"
              .formatted(seconds(e.after())),
          e.threadDump());
    } else if (event instanceof JournalEvent.Exiting e) {
      exit = e.how();
      fatal(e.node(), FailureReason.HARNESS, "it ended the process: " + e.how(), e.stack());
    } else if (event instanceof Troubled e) {
      troubles.add(e);
    } else if (event instanceof JournalEvent.Completed) {
      completed = true;
    }
  }

  private void plan(JournalEvent.Planned e) {
    LedgerNode parent = e.parent() < 0 ? null : node(e.parent());
    LedgerNode node = new LedgerNode(e, parent);
    while (nodes.size() <= e.node()) {
      nodes.add(null);
    }
    nodes.set(e.node(), node);
    inOrder.add(node);
    if (parent != null) {
      parent.holds = true;
      parent.given += e.dynamic() ? 1 : 0;
    }
  }

  private void fatal(int number, FailureReason reason, String message, String detail) {
    LedgerNode node = number < 0 ? null : node(number);
    if (node != null) {
      node.fatal = node.withPrinted(new Failure(reason, "", message, detail));
    }
  }

  private static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }

  private @Nullable LedgerNode node(int number) {
    LedgerNode node = number < 0 || number >= nodes.size() ? null : nodes.get(number);
    if (node == null) {
      strays++;
    }
    return node;
  }

  @Override
  public void ended(ProcessEnd processEnd) {
    if (!closed) {
      closed = true;
      close(processEnd);
    }
  }

  private void close(ProcessEnd processEnd) {
    end = processEnd;
    onEnd.accept(this);
    nodes.clear();
    inOrder.clear();
    leftOut.clear();
    missing.clear();
    troubles.clear();
    stopping = null;
    exit = "";
    discovered = false;
    completed = false;
    strays = 0;
  }

  @Override
  public boolean completed() {
    return completed;
  }
}
