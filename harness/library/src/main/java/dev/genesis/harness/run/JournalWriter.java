package dev.genesis.harness.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Writes a journal, a line per event. What is written {@link #writeNow now} has been handed to the
 * operating system when the call returns, with everything before it, so that it outlives the
 * process whatever kills it; the rest follows within ten milliseconds. A plain stream, since a
 * channel would be closed by the interrupt that a check's thread may carry.
 */
final class JournalWriter implements Closeable {
  private static final long FLUSH_MILLIS = 5;
  private static final int FLUSH_BYTES = 1 << 16;

  private final OutputStream file;
  private final Consumer<IOException> onBroken;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream(2 * FLUSH_BYTES);
  private final Thread flusher;
  private boolean closed;

  /**
   * @param onBroken told once, on the thread that found out, when the journal can't be written any
   *     more: a full disk
   */
  JournalWriter(Path journal, Consumer<IOException> onBroken) throws IOException {
    this.file = new FileOutputStream(journal.toFile(), true);
    this.onBroken = onBroken;
    this.flusher = new Thread(this::flushLate, "genesis-journal");
    flusher.setDaemon(true);
    flusher.start();
  }

  /** Writes an event that may be lost if the process is killed within the next moment. */
  void write(JournalEvent event) {
    append(encode(event), false);
  }

  /** Writes an event that is there whatever happens after this returns. */
  void writeNow(JournalEvent event) {
    append(encode(event), true);
  }

  private static byte[] encode(JournalEvent event) {
    try (ByteArrayBuilder line = new ByteArrayBuilder(256);
        JsonGenerator json = Json.FACTORY.createGenerator(line)) {
      JournalCodec.write(json, event);
      json.flush();
      line.append('\n');
      return line.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("an event that JSON can't hold", e);
    }
  }

  private synchronized void append(byte[] line, boolean now) {
    if (closed) {
      return;
    }
    if (pending.size() == 0 && !now) {
      notifyAll();
    }
    pending.write(line, 0, line.length);
    if (now || pending.size() > FLUSH_BYTES) {
      flush();
    }
  }

  private synchronized void flush() {
    if (pending.size() == 0) {
      return;
    }
    try {
      pending.writeTo(file);
    } catch (IOException e) {
      closed = true;
      onBroken.accept(e);
    }
    pending.reset();
  }

  private void flushLate() {
    try {
      while (true) {
        synchronized (this) {
          while (pending.size() == 0) {
            if (closed) {
              return;
            }
            wait();
          }
        }
        Thread.sleep(FLUSH_MILLIS);
        flush();
      }
    } catch (InterruptedException e) {
      flush();
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      flush();
      closed = true;
      notifyAll();
    }
    file.close();
  }
}
