package dev.genesis.harness.run;

import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.Planned;
import dev.genesis.harness.run.JournalEvent.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one journal said of one node. */
final class LedgerNode {
  private static final int MOST_PRINTED = 16 * 1024;

  final Planned planned;
  final @Nullable LedgerNode parent;
  boolean started;
  boolean skipped;

  /** How it ended, null if no end came. */
  @Nullable Status status;

  Duration took = Duration.ZERO;
  @Nullable Failure failure;
  String note = "";
  int requests;

  /** Set when it is known to have hung or to have ended the process. */
  @Nullable Failure fatal;

  /** Nodes directly below that were registered while it ran. */
  int given;

  /** Whether anything is planned directly below. */
  boolean holds;

  /** Whether anything directly below was started or skipped, or something below that. */
  boolean heardBelow;

  private boolean heardOf;

  private @Nullable StringBuilder printed;

  LedgerNode(Planned planned, @Nullable LedgerNode parent) {
    this.planned = planned;
    this.parent = parent;
  }

  boolean isTest() {
    return planned.kind() == Kind.TEST;
  }

  boolean isTemplate() {
    return planned.kind() == Kind.TEMPLATE;
  }

  /** A class that is run once per argument: the tests planned in it only show what each will be. */
  boolean isClassTemplate() {
    return planned.kind() == Kind.CONTAINER && lastSegmentIs("class-template:");
  }

  private boolean isClassTemplateInvocation() {
    return planned.kind() == Kind.CONTAINER && lastSegmentIs("class-template-invocation:");
  }

  private boolean lastSegmentIs(String type) {
    String id = planned.uniqueId();
    int at = id.lastIndexOf("/[") + 2;
    return id.startsWith(type, at) || id.startsWith("nested-" + type, at);
  }

  /** Whether it only shows what the invocations of a class template will hold. */
  boolean isPattern() {
    LedgerNode node = this;
    for (LedgerNode above = parent; above != null; above = above.parent) {
      if (above.isClassTemplate() && !node.planned.dynamic()) {
        return true;
      }
      node = above;
    }
    return false;
  }

  /** The name of a container, as its failure is listed: classes as authors write them. */
  String containerName() {
    return planned.displayName().replace('$', '.');
  }

  boolean running() {
    return started && status == null;
  }

  /** Whether the platform told an end of it. */
  boolean ended() {
    return status != null || skipped;
  }

  /** Tells this node and those above that something happened. */
  void hear() {
    for (LedgerNode node = this; node != null && !node.heardOf; node = node.parent) {
      node.heardOf = true;
      if (node.parent != null) {
        node.parent.heardBelow = true;
      }
    }
  }

  void print(String text) {
    if (printed == null) {
      printed = new StringBuilder();
    }
    if (printed.length() < MOST_PRINTED) {
      printed.append(text, 0, Math.min(text.length(), MOST_PRINTED - printed.length()));
    }
  }

  /** The end came: what was printed is kept with a failure alone. */
  void end(Status how, Duration time, @Nullable Failure thrown) {
    status = how;
    took = time;
    failure = thrown == null ? null : withPrinted(thrown);
    printed = null;
  }

  Failure withPrinted(Failure thrown) {
    return printed == null || printed.isEmpty()
        ? thrown
        : new Failure(
            thrown.reason(),
            thrown.type(),
            thrown.message(),
            thrown.detail() + "\n--- printed ---\n" + printed);
  }

  /** Its display name, behind those of the template or invocation that it is part of. */
  String fullName() {
    StringBuilder name = new StringBuilder(planned.displayName());
    for (LedgerNode above = parent; above != null; above = above.parent) {
      if (above.isTemplate() || above.isClassTemplateInvocation()) {
        name.insert(0, above.planned.displayName() + " ");
      }
    }
    return Text.kept(name.toString(), 1000);
  }
}
