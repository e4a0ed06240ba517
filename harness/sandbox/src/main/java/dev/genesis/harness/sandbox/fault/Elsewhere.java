package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** The other host that a redirect leads to: a sign-in page, always 200. */
final class Elsewhere implements AutoCloseable {
  private final HttpServer server;
  private final AtomicLong requests = new AtomicLong();

  Elsewhere() throws IOException {
    byte[] page = "<!doctype html><title>Sign in</title><h1>Sign in</h1>\n".getBytes(UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          boolean head = exchange.getRequestMethod().equals("HEAD");
          exchange.sendResponseHeaders(200, head ? -1 : page.length);
          if (!head) {
            exchange.getResponseBody().write(page);
          }
          exchange.close();
        });
    server.start();
  }

  /** By another name than the proxy's address, so that to a client it is another host. */
  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/sign-in");
  }

  long requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
