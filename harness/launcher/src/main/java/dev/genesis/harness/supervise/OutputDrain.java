package dev.genesis.harness.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes in what a child writes, so that it never blocks on a full pipe, and keeps the beginning and
 * the end of it within a bound.
 */
final class OutputDrain {
  private static final int HEAD = 64 * 1024;
  private static final int TAIL = 192 * 1024;

  private final byte[] head = new byte[HEAD];
  private final byte[] tail = new byte[TAIL];
  private long total;
  private final Thread thread;

  private OutputDrain(InputStream stream, String name) {
    thread = new Thread(() -> drain(stream), name);
    thread.setDaemon(true);
  }

  static OutputDrain of(InputStream stream, String name) {
    OutputDrain drain = new OutputDrain(stream, name);
    drain.thread.start();
    return drain;
  }

  private void drain(InputStream stream) {
    byte[] buffer = new byte[8192];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException e) {
      // the child is gone, and with it the other end of the pipe
    }
  }

  private synchronized void keep(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (total < HEAD) {
        head[(int) total] = bytes[i];
      } else {
        tail[(int) ((total - HEAD) % TAIL)] = bytes[i];
      }
      total++;
    }
  }

  /** Waits until the child's end of the pipe is closed, or the time is over. */
  void await(long millis) throws InterruptedException {
    thread.join(millis);
  }

  /** What was kept, with a line in place of what was not. */
  synchronized String text() {
    String beginning = new String(head, 0, (int) Math.min(total, HEAD), StandardCharsets.UTF_8);
    if (total <= HEAD) {
      return beginning;
    }
    long after = total - HEAD;
    if (after <= TAIL) {
      return beginning + new String(tail, 0, (int) after, StandardCharsets.UTF_8);
    }
    int start = (int) (after % TAIL);
    byte[] end = new byte[TAIL];
    System.arraycopy(tail, start, end, 0, TAIL - start);
    System.arraycopy(tail, 0, end, TAIL - start, start);
    return beginning
        + System.lineSeparator()
        + "… "
        + (after - TAIL)
        + " bytes left out …"
        + System.lineSeparator()
        + new String(Arrays.copyOf(end, TAIL), StandardCharsets.UTF_8);
  }
}
