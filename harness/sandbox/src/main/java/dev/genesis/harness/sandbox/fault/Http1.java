package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** HTTP/1.1 as far as a server needs it: reads requests from a stream, writes answers to one. */
final class Http1 {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_HEADERS = 200;
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private Http1() {}

  /** The next request, or empty where the client ended the connection between two requests. */
  static Optional<ProxiedRequest> read(InputStream in, OutputStream out) throws IOException {
    Optional<String> start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String[] words = start.get().split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new IOException("no HTTP/1 request line");
    }
    List<Map.Entry<String, String>> headers = headers(in);
    if (Headers.first(headers, "expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return Optional.of(new ProxiedRequest(words[0], words[1], headers, body(in, headers)));
  }

  private static List<Map.Entry<String, String>> headers(InputStream in) throws IOException {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line = some(in); !line.isEmpty(); line = some(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == MOST_HEADERS) {
        throw new IOException("a header field without a name, or too many of them");
      }
      headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private static byte[] body(InputStream in, List<Map.Entry<String, String>> headers)
      throws IOException {
    Optional<String> encoding = Headers.first(headers, "transfer-encoding");
    if (encoding.filter(e -> e.toLowerCase(Locale.ROOT).contains("chunked")).isPresent()) {
      return chunks(in);
    }
    Optional<String> length = Headers.first(headers, "content-length");
    return length.isEmpty() ? new byte[0] : exactly(in, number(length.get(), 10));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = number(some(in).split(";", 2)[0].strip(), 16);
      if (size == 0) {
        headers(in); // trailers: a proxy may drop them
        return body.toByteArray();
      }
      if (body.size() + size > LARGEST_BODY) {
        throw new IOException("the body is larger than " + LARGEST_BODY + " bytes");
      }
      body.write(exactly(in, size));
      some(in);
    }
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int value = Integer.parseInt(text, radix);
      if (value >= 0 && value <= LARGEST_BODY) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IOException("'" + text + "' is no length of a body that is taken");
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended within a body");
    }
    return bytes;
  }

  private static String some(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("the connection ended within a request"));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) {
          return Optional.empty();
        }
        throw new EOFException("the connection ended within a line");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }

  /** Writes an answer; a truncated one ends in the middle, and then the connection must end. */
  static void write(OutputStream out, ProxiedAnswer answer, ProxiedRequest request)
      throws IOException {
    boolean bodiless =
        request.method().equals("HEAD") || answer.status() == 204 || answer.status() == 304;
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " -\r\n");
    answer.headers().forEach(h -> head.append(h.getKey() + ": " + h.getValue() + "\r\n"));
    if (answer.chunked() && !bodiless) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (!bodiless) {
      head.append("Content-Length: " + answer.announced() + "\r\n");
    }
    if (answer.truncated() || !request.keepsAlive()) {
      head.append("Connection: close\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    if (!bodiless) {
      writeBody(out, answer);
    }
    out.flush();
  }

  private static void writeBody(OutputStream out, ProxiedAnswer answer) throws IOException {
    byte[] body = answer.body();
    if (!answer.chunked()) {
      out.write(body);
      return;
    }
    if (body.length > 0) {
      out.write((Integer.toHexString(body.length) + "\r\n").getBytes(ISO_8859_1));
      out.write(body);
      out.write("\r\n".getBytes(ISO_8859_1));
    }
    if (!answer.truncated()) {
      out.write("0\r\n\r\n".getBytes(ISO_8859_1));
    }
  }
}
