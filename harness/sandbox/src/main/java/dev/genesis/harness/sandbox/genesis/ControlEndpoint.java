package dev.genesis.harness.sandbox.genesis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * The stand-in's remote control, on a port of its own since Genesis has no such endpoints:
 *
 * <pre>
 * GET    /             {"version": "1.4.1", "faults": ["error-ratio"]}
 * PUT    /faults/NAME  switches a fault on
 * DELETE /faults/NAME  switches it off
 * DELETE /faults       switches all off
 * PUT    /version      {"version": "1.4.2", "faults": ["latency-p95"]}: another version takes over
 * </pre>
 */
final class ControlEndpoint implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ONE_FAULT = "/faults/";

  private final HttpServer server;
  private final GenesisStandIn genesis;

  private ControlEndpoint(HttpServer server, GenesisStandIn genesis) {
    this.server = server;
    this.genesis = genesis;
  }

  static ControlEndpoint start(GenesisStandIn genesis, Executor threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ControlEndpoint endpoint = new ControlEndpoint(server, genesis);
    server.createContext("/", endpoint::handle);
    server.setExecutor(threads);
    server.start();
    return endpoint;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      String said;
      try {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        act(request, body);
        said = state();
      } catch (IllegalArgumentException | JsonProcessingException e) {
        status = 400;
        said = JSON.createObjectNode().put("error", e.getMessage()).toString();
      }
      byte[] answer = (said + "\n").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void act(String request, String body) throws JsonProcessingException {
    if (request.startsWith("PUT " + ONE_FAULT)) {
      genesis.switchOn(fault(request.substring(("PUT " + ONE_FAULT).length())));
    } else if (request.startsWith("DELETE " + ONE_FAULT)) {
      genesis.switchOff(fault(request.substring(("DELETE " + ONE_FAULT).length())));
    } else if (request.equals("DELETE /faults")) {
      genesis.faults().forEach(genesis::switchOff);
    } else if (request.equals("PUT /version")) {
      JsonNode wanted = JSON.readTree(body);
      Set<Fault> faults = EnumSet.noneOf(Fault.class);
      wanted.path("faults").forEach(name -> faults.add(fault(name.asText())));
      if (wanted.path("version").asText().isBlank()) {
        throw new IllegalArgumentException("no version in '" + body + "'");
      }
      genesis.deploy(wanted.path("version").asText(), faults);
    } else if (!request.equals("GET /")) {
      throw new IllegalArgumentException("no such request: " + request);
    }
  }

  private static Fault fault(String label) {
    return Fault.of(label)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no fault '%s'; there are %s"
                        .formatted(
                            label,
                            Arrays.stream(Fault.values())
                                .map(Fault::label)
                                .collect(Collectors.joining(", ")))));
  }

  private String state() {
    ObjectNode state = JSON.createObjectNode().put("version", genesis.version());
    genesis.faults().stream().map(Fault::label).sorted().forEach(state.putArray("faults")::add);
    return state.toString();
  }
}
