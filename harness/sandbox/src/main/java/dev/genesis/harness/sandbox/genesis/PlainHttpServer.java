package dev.genesis.harness.sandbox.genesis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As much of HTTP/1.1 as a scraped service needs: GET and HEAD, connections that are kept. The
 * JDK's own small server sets the {@code Date} itself, and a service whose clock is wrong has to be
 * shown.
 */
final class PlainHttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PlainHttpServer.class);
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int IDLE_MILLIS = 60_000;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** What is answered. */
  record Answer(int status, String contentType, String body, Instant date) {}

  @FunctionalInterface
  interface Handler {
    Answer answer(String path) throws InterruptedException;
  }

  private final ServerSocket socket;
  private final ExecutorService threads;
  private final Handler handler;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private PlainHttpServer(ServerSocket socket, ExecutorService threads, Handler handler) {
    this.socket = socket;
    this.threads = threads;
    this.handler = handler;
  }

  /**
   * Listens on loopback.
   *
   * @param port 0 for a free one
   */
  static PlainHttpServer start(int port, ExecutorService threads, Handler handler)
      throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    PlainHttpServer server = new PlainHttpServer(socket, threads, handler);
    threads.execute(server::accept);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Listens no more, and breaks the connections that are open. */
  @Override
  public void close() {
    closeQuietly(socket);
    connections.forEach(PlainHttpServer::closeQuietly);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException | RejectedExecutionException e) {
        LOG.debug("accepting ended", e);
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setSoTimeout(IDLE_MILLIS);
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      boolean keep = true;
      while (keep && !socket.isClosed()) {
        String head = head(in);
        if (head == null) {
          return;
        }
        keep = answer(head, in, out);
      }
    } catch (IOException e) {
      LOG.debug("a client went away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private boolean answer(String head, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    String[] request = head.substring(0, head.indexOf('\r')).split(" ", 3);
    if (request.length < 3 || !request[2].startsWith("HTTP/1.")) {
      write(out, "GET", new Answer(400, "text/plain", "bad request\n", Instant.now()), false);
      return false;
    }
    in.skipNBytes(Long.parseLong(header(head, "content-length", "0")));
    boolean keep =
        request[2].equals("HTTP/1.1")
            && !header(head, "connection", "").equalsIgnoreCase("close")
            && header(head, "transfer-encoding", "").isEmpty();
    String path = request[1].indexOf('?') < 0 ? request[1] : request[1].split("\\?", 2)[0];
    boolean readsOnly = request[0].equals("GET") || request[0].equals("HEAD");
    Answer answer =
        readsOnly
            ? handler.answer(path)
            : new Answer(
                405, "application/json", "{\"detail\":\"Method Not Allowed\"}", Instant.now());
    write(out, request[0], answer, keep);
    return keep;
  }

  private static void write(OutputStream out, String method, Answer answer, boolean keep)
      throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d %s\r\nDate: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                answer.status(),
                reason(answer.status()),
                DATE.format(answer.date()),
                answer.contentType(),
                body.length,
                keep ? "" : "Connection: close\r\n");
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    if (!method.equals("HEAD")) {
      out.write(body);
    }
    out.flush();
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }

  /** The head of a request, its empty line included; null when the client is done. */
  private static @Nullable String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(512);
    while (head.length() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
      if (next == '\n' && head.length() >= 4 && head.lastIndexOf("\r\n\r\n") == head.length() - 4) {
        return head.toString();
      }
    }
    throw new IOException("a request with a head of more than " + LONGEST_HEAD + " bytes");
  }

  private static String header(String head, String name, String absent) {
    int start = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
    if (start < 0) {
      return absent;
    }
    int value = start + name.length() + 3;
    return head.substring(value, head.indexOf("\r\n", value)).strip();
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.debug("closing", e);
    }
  }
}
