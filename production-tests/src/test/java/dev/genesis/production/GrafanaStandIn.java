package dev.genesis.production;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stand-in for Grafana, of which there is no real one to be had where the tests run: the three
 * answers that the checks ask for, each of which can be replaced.
 */
final class GrafanaStandIn implements AutoCloseable {
  static final String HEALTH = "/api/health";
  static final String DATASOURCES = "/api/datasources";
  static final String DASHBOARD = "/api/dashboards/uid/genesis-deployment";

  private static final Map<String, String> GOOD =
      Map.of(
          HEALTH, "{\"commit\":\"0\",\"database\":\"ok\",\"version\":\"11.0.0\"}",
          DATASOURCES, "[{\"id\":1,\"name\":\"Prometheus\",\"type\":\"prometheus\"}]",
          DASHBOARD,
              "{\"meta\":{},\"dashboard\":{\"uid\":\"genesis-deployment\",\"panels\":[{\"id\":1}]}}");

  private final Map<String, String> answers = new ConcurrentHashMap<>(GOOD);
  private final HttpServer server;

  private GrafanaStandIn(HttpServer server) {
    this.server = server;
  }

  static GrafanaStandIn start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    GrafanaStandIn grafana = new GrafanaStandIn(server);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String answer = grafana.answers.get(exchange.getRequestURI().getPath());
            byte[] body =
                (answer == null ? "{\"message\":\"Not found\"}" : answer)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return grafana;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answer(String path, String body) {
    answers.put(path, body);
  }

  void forget(String path) {
    answers.remove(path);
  }

  void heal() {
    answers.putAll(GOOD);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
