package dev.genesis.harness.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stand-ins for PagerDuty (Events v2), Slack (incoming webhooks), a mail server and a heartbeat
 * webhook: they record what arrives, refuse what the real ones would, and can be told to fail.
 */
public final class Receivers implements AutoCloseable {
  private static final Pattern PATH =
      Pattern.compile("/(pagerduty|slack|webhook)/([^/]+)(?:/v2/enqueue)?");

  private final List<Notification> received = new CopyOnWriteArrayList<>();
  private final Map<Channel, Integer> failing = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "genesis-receivers");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpServer http;
  private final MailStandIn mail;

  private Receivers() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
    mail = MailStandIn.start(threads, this::mailed);
  }

  /** Starts them on free loopback ports. */
  public static Receivers start() {
    try {
      return new Receivers();
    } catch (IOException e) {
      throw new UncheckedIOException("the stand-in receivers cannot listen on loopback", e);
    }
  }

  /** The PagerDuty address of a receiver of {@code alertmanager.yml}. */
  public URI pagerDuty(String receiver) {
    return address("/pagerduty/" + receiver + "/v2/enqueue");
  }

  /** The Slack address of a receiver. */
  public URI slack(String receiver) {
    return address("/slack/" + receiver);
  }

  /** The webhook address of a receiver. */
  public URI webhook(String receiver) {
    return address("/webhook/" + receiver);
  }

  /** The mail server, as {@code host:port}. */
  public String smarthost() {
    return "127.0.0.1:" + mail.port();
  }

  /** All that arrived, in order; what was answered with an error too. */
  public List<Notification> received() {
    return List.copyOf(received);
  }

  /** What arrived on a channel. */
  public List<Notification> received(Channel channel) {
    return received.stream().filter(n -> n.channel() == channel).toList();
  }

  /** What a receiver, or a mail address, took. */
  public List<Notification> taken(String to) {
    return received.stream().filter(n -> n.to().equals(to) && n.accepted()).toList();
  }

  /** From now on, the channel answers with that error; a mail is refused for a while (451). */
  public void fail(Channel channel, int status) {
    failing.put(channel, status);
  }

  /** The channel works again. */
  public void heal(Channel channel) {
    failing.remove(channel);
  }

  /** Forgets what arrived. */
  public void clear() {
    received.clear();
  }

  @Override
  public void close() {
    http.stop(0);
    mail.close();
    threads.shutdownNow();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      Answer answer = new Answer(404, "no such receiver");
      if (path.matches() && exchange.getRequestMethod().equals("POST")) {
        answer =
            switch (path.group(1)) {
              case "pagerduty" -> take(Channel.PAGERDUTY, path.group(2), Message.pagerDuty(body));
              case "slack" -> take(Channel.SLACK, path.group(2), Message.slack(body));
              default -> take(Channel.WEBHOOK, path.group(2), Message.webhook(body));
            };
      }
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private record Answer(int status, String body) {}

  private Answer take(Channel channel, String to, Message message) {
    Integer error = failing.get(channel);
    Answer answer;
    if (error != null) {
      answer = new Answer(error, "told to fail");
    } else if (!message.problems().isEmpty()) {
      answer = new Answer(400, String.join("; ", message.problems()));
    } else if (channel == Channel.PAGERDUTY) {
      answer = new Answer(202, "{\"status\":\"success\",\"message\":\"Event processed\"}");
    } else {
      answer = new Answer(200, "ok");
    }
    record(channel, to, answer.status(), message);
    return answer;
  }

  private boolean mailed(String to, String source) {
    boolean fails = failing.containsKey(Channel.MAIL);
    record(Channel.MAIL, to, fails ? 451 : 250, Message.mail(source));
    return !fails;
  }

  private void record(Channel channel, String to, int status, Message message) {
    received.add(
        new Notification(
            channel,
            to,
            Instant.now(),
            status,
            message.resolved(),
            message.headline(),
            message.body(),
            message.problems()));
  }
}
