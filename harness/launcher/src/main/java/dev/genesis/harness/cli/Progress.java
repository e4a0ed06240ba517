package dev.genesis.harness.cli;

import dev.genesis.harness.run.JournalEvent;
import dev.genesis.harness.run.JournalEvent.Begun;
import dev.genesis.harness.run.JournalEvent.Finished;
import dev.genesis.harness.run.JournalEvent.Kind;
import dev.genesis.harness.run.JournalEvent.Planned;
import dev.genesis.harness.run.JournalEvent.Skipped;
import dev.genesis.harness.run.JournalEvent.Status;
import dev.genesis.harness.supervise.RunObserver;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a person sees while checks run: on a terminal one line that is rewritten (done of total,
 * failing so far, slowest so far), elsewhere a plain line per failure. It goes to standard error,
 * so that standard output holds the result alone.
 */
final class Progress implements RunObserver {
  private static final Duration REDRAW = Duration.ofMillis(100);

  private final Terminal terminal;
  private final Map<Integer, String> tests = new HashMap<>();
  private int total;
  private int done;
  private int failing;
  private String slowest = "";
  private Duration slowestTook = Duration.ZERO;
  private long drawn = System.nanoTime() - REDRAW.toNanos();
  private boolean lineIsUp;

  Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void saw(JournalEvent event) {
    if (event instanceof Begun) {
      tests.clear(); // numbers of nodes begin anew with each process
    } else if (event instanceof Planned planned && planned.kind() == Kind.TEST) {
      total++;
      tests.put(planned.node(), name(planned));
    } else if (event instanceof Skipped skipped && tests.remove(skipped.node()) != null) {
      done++;
    } else if (event instanceof Finished finished) {
      finished(finished);
    } else {
      return;
    }
    draw(false);
  }

  private static String name(Planned planned) {
    return planned.check() == null ? planned.displayName() : planned.check().id();
  }

  private void finished(Finished finished) {
    String name = tests.remove(finished.node());
    if (name == null) {
      return;
    }
    done++;
    if (finished.took().compareTo(slowestTook) > 0) {
      slowest = name;
      slowestTook = finished.took();
    }
    if (finished.status() == Status.FAILED) {
      failing++;
      line(Visible.text("failing: " + name));
    }
  }

  @Override
  public void says(String text) {
    line(Visible.text(text));
  }

  /** Takes the rewritten line away: what comes now is the result. */
  void end() {
    if (lineIsUp) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
      lineIsUp = false;
    }
  }

  private void line(String text) {
    end();
    terminal.err().println(text);
    draw(true);
  }

  private void draw(boolean now) {
    if (!terminal.interactive()) {
      return;
    }
    long time = System.nanoTime();
    if (!now && time - drawn < REDRAW.toNanos()) {
      return;
    }
    drawn = time;
    String text = done + "/" + Math.max(total, done);
    if (failing > 0) {
      text += "  " + failing + " failing";
    }
    if (!slowest.isEmpty()) {
      text += "  slowest " + slowest + " " + slowestTook.toMillis() + " ms";
    }
    int room = terminal.width() - 1;
    text = Visible.text(text);
    terminal.err().print("\r\u001b[K" + (text.length() > room ? text.substring(0, room) : text));
    terminal.err().flush();
    lineIsUp = true;
  }
}
