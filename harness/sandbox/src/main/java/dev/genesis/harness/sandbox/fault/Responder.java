package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Decides what a request is answered with; empty where it gets no answer. */
final class Responder {
  private static final int MOST_RECORDED = 2_000;
  private static final Duration FOR_EVER = Duration.ofHours(24);

  private final Upstream upstream;
  private final URI elsewhere;
  private final Duration slow;
  private final Clock clock;
  private final Map<String, ProxiedAnswer> recorded = new ConcurrentHashMap<>();

  Responder(Upstream upstream, URI elsewhere, Duration slow, Clock clock) {
    this.upstream = upstream;
    this.elsewhere = elsewhere;
    this.slow = slow;
    this.clock = clock;
  }

  Optional<ProxiedAnswer> answer(ProxiedRequest request, Episode episode)
      throws InterruptedException {
    if (episode.fault == null) {
      return Optional.of(record(request, upstream.forward(request)));
    }
    return switch (episode.fault) {
      case CONNECTION_REFUSED, RESET, INVALID_TLS -> Optional.empty();
      case NO_ANSWER -> {
        episode.await(FOR_EVER);
        yield Optional.empty();
      }
      case STATUS_500 -> Optional.of(Answers.error(500));
      case STATUS_503 -> Optional.of(Answers.error(503));
      case STATUS_401 -> Optional.of(Answers.error(401));
      case EMPTY_BODY -> Optional.of(Answers.empty(upstream.forward(request)));
      case TRUNCATED_BODY -> Optional.of(Answers.truncated(upstream.forward(request)));
      case GARBAGE -> Optional.of(Answers.garbage(upstream.forward(request)));
      case WRONG_CONTENT_TYPE -> Optional.of(Answers.wronglyTyped(upstream.forward(request)));
      case EMPTY_JSON -> Optional.of(Answers.emptyJson());
      case SLOW -> episode.await(slow) ? Optional.empty() : Optional.of(upstream.forward(request));
      case STALE -> Optional.of(new Yesterday(clock.instant()).of(recordedOrNow(request)));
      case REDIRECT -> Optional.of(Answers.redirect(elsewhere));
    };
  }

  private ProxiedAnswer recordedOrNow(ProxiedRequest request) throws InterruptedException {
    ProxiedAnswer known = recorded.get(key(request));
    return known != null ? known : record(request, upstream.forward(request));
  }

  /** Keeps the first good answer of each request: what a cache that never forgets would give. */
  private ProxiedAnswer record(ProxiedRequest request, ProxiedAnswer answer) {
    if (answer.status() < 300 && recorded.size() < MOST_RECORDED) {
      recorded.putIfAbsent(key(request), answer);
    }
    return answer;
  }

  /** The same question at another time is the same question: what says when is left out. */
  private static String key(ProxiedRequest request) {
    String body = new String(request.body(), ISO_8859_1);
    return request.method() + ' ' + timeless(request.target()) + '\n' + timeless(body);
  }

  private static String timeless(String text) {
    return text.replaceAll("(?<=[?&]|^)(time|start|end)=[^&]*&?", "");
  }
}
