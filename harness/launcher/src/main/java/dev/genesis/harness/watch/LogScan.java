package dev.genesis.harness.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * New lines of log files that tell of an error. A file is read on from where the last scan ended;
 * one that has become shorter was rotated and is read from its beginning. The first scan of a file
 * begins at its end: what was there before the watch is not its business.
 */
final class LogScan {
  private static final Pattern ERROR =
      Pattern.compile("\\b(ERROR|FATAL|CRITICAL|SEVERE|panic|Traceback)\\b|Exception\\b");
  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 300;
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final List<Path> files;
  private final Map<Path, Long> positions = new HashMap<>();

  LogScan(List<Path> files) {
    this.files = List.copyOf(files);
    for (Path file : files) {
      positions.put(file, file.toFile().length());
    }
  }

  /** The lines since the last scan, shortened; a file that cannot be read is a problem. */
  List<String> newErrors(List<String> problems) {
    List<String> errors = new ArrayList<>();
    int more = 0;
    for (Path file : files) {
      try {
        for (String line : newLines(file)) {
          if (ERROR.matcher(line).find()) {
            if (errors.size() < MOST_LINES) {
              String text = file.getFileName() + ": " + line.strip();
              errors.add(text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE));
            } else {
              more++;
            }
          }
        }
      } catch (IOException e) {
        problems.add("log file " + file + " cannot be read (" + e.getMessage() + ")");
      }
    }
    if (more > 0) {
      errors.add("and " + more + " more");
    }
    return errors;
  }

  private List<String> newLines(Path file) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long end = log.length();
      long from = positions.getOrDefault(file, 0L);
      from = from > end ? 0 : from;
      from = Math.max(from, end - MOST_BYTES);
      byte[] bytes = new byte[(int) (end - from)];
      log.seek(from);
      log.readFully(bytes);
      int whole = lastLineEnd(bytes); // a line that is being written is for the next time
      positions.put(file, from + whole);
      return new String(bytes, 0, whole, UTF_8).lines().toList();
    }
  }

  private static int lastLineEnd(byte[] bytes) {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return 0;
  }
}
