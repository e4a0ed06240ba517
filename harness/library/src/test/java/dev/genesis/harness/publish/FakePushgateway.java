package dev.genesis.harness.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Pushgateway does, as far as a pusher sees it, and what it can be made to do wrong. The
 * real one is used by the launcher's tests; this one is for what the real one can't be made to do.
 */
final class FakePushgateway implements AutoCloseable {
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z0-9_:]+)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What it does instead of what it should. */
  record Fault(String method, int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> groups = new LinkedHashMap<>();
  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean hangs;
  private volatile boolean forgets;

  FakePushgateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next request of this method so. */
  void next(String method, int status, String body) {
    faults.add(new Fault(method, status, body));
  }

  /** Accepts and never answers. */
  void hang() {
    hangs = true;
  }

  /** Says yes to a push and keeps what was there. */
  void forget() {
    forgets = true;
  }

  void put(String path, String text) {
    synchronized (groups) {
      groups.put(path, text);
    }
  }

  /** Paths of groups with what was pushed into them. */
  Map<String, String> groups() {
    synchronized (groups) {
      return new LinkedHashMap<>(groups);
    }
  }

  /** {@code PUT /metrics/job/…} and so on. */
  List<String> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    if (hangs) {
      await();
    }
    Fault fault = faults.peek();
    if (fault != null && fault.method().equals(exchange.getRequestMethod())) {
      faults.poll();
      answer(exchange, fault.status(), fault.body());
      return;
    }
    String path = exchange.getRequestURI().getRawPath();
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        if (!forgets) {
          put(path, body);
        }
        answer(exchange, 200, "");
      }
      case "DELETE" -> {
        synchronized (groups) {
          groups.keySet().removeIf(group -> grouping(group).equals(grouping(path)));
        }
        answer(exchange, 202, "");
      }
      default -> answer(exchange, 200, asJson());
    }
  }

  private void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  private String asJson() throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode data = answer.put("status", "success").putArray("data");
    for (Map.Entry<String, String> group : groups().entrySet()) {
      ObjectNode node = data.addObject();
      ObjectNode labels = node.putObject("labels").put("instance", "");
      Map<String, String> grouping = grouping(group.getKey());
      grouping.forEach(labels::put);
      for (String line : group.getValue().lines().filter(l -> !l.startsWith("#")).toList()) {
        sample(node, line, grouping);
      }
    }
    return JSON.writeValueAsString(answer);
  }

  private static void sample(ObjectNode group, String line, Map<String, String> grouping) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalStateException("no line of the text format: " + line);
    }
    ObjectNode family = group.withObject("/" + sample.group(1));
    ArrayNode metrics = family.withArray("metrics");
    ObjectNode metric = metrics.addObject();
    ObjectNode labels = metric.putObject("labels");
    grouping.forEach(labels::put);
    Matcher label = LABEL.matcher(String.valueOf(sample.group(2)));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    metric.put("value", sample.group(3));
  }

  /** {@code /metrics/job/a/suite/b} as labels. */
  private static Map<String, String> grouping(String path) {
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 2; i + 1 < parts.size(); i += 2) {
      labels.put(parts.get(i), URI.create(parts.get(i + 1)).getPath());
    }
    return labels;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
