package dev.genesis.harness.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal, also one that is still being written. A last line without an end is left for
 * later; a line that is no event is counted and passed over, since nothing in a journal is worth
 * losing the rest of it for.
 */
public final class JournalReader implements Closeable {
  private static final int LONGEST_LINE = 8 * 1024 * 1024;

  private final Path journal;
  private @Nullable FileChannel channel;
  private final ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
  private byte[] line = new byte[4096];
  private int length;
  private boolean tooLong;
  private long garbage;

  /** Of a journal that need not be there yet. */
  public JournalReader(Path journal) {
    this.journal = journal;
  }

  /** Everything in a journal, the whole lines. */
  public static List<JournalEvent> readAll(Path journal) throws IOException {
    List<JournalEvent> events = new ArrayList<>();
    try (JournalReader reader = new JournalReader(journal)) {
      reader.poll(events::add);
    }
    return events;
  }

  /** The events that came since the last time. */
  public List<JournalEvent> poll() throws IOException {
    List<JournalEvent> events = new ArrayList<>();
    poll(events::add);
    return events;
  }

  /** Hands on the events that came since the last time, and says how many. */
  public int poll(Consumer<? super JournalEvent> sink) throws IOException {
    if (channel == null) {
      if (!Files.exists(journal)) {
        return 0;
      }
      channel = FileChannel.open(journal, StandardOpenOption.READ);
    }
    int events = 0;
    while (channel.read(chunk.clear()) > 0) {
      chunk.flip();
      events += lines(sink);
    }
    return events;
  }

  /** How many lines were no events. */
  public long garbage() {
    return garbage;
  }

  /** Whether there is a line without an end: the writer died in it, or is still at it. */
  public boolean torn() {
    return length > 0 || tooLong;
  }

  private int lines(Consumer<? super JournalEvent> sink) {
    int events = 0;
    while (chunk.hasRemaining()) {
      byte next = chunk.get();
      if (next == '\n') {
        events += endOfLine(sink);
      } else if (length == LONGEST_LINE) {
        tooLong = true;
      } else {
        if (length == line.length) {
          line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = next;
      }
    }
    return events;
  }

  private int endOfLine(Consumer<? super JournalEvent> sink) {
    int size = length;
    boolean whole = !tooLong;
    length = 0;
    tooLong = false;
    JournalEvent event;
    try {
      if (!whole) {
        throw new IOException("longer than any event");
      }
      event = JournalCodec.read(Json.readObject(line, size));
    } catch (IOException | RuntimeException e) {
      garbage++; // said by whoever merges, with the number
      return 0;
    }
    sink.accept(event);
    return 1;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
