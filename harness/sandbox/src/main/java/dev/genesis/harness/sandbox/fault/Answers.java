package dev.genesis.harness.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The broken answers, as far as they are answers: made of the right one, or of nothing. */
final class Answers {
  private static final long SEED = 20_251_018;

  private Answers() {}

  /** An error of the service, or of a gateway before it. */
  static ProxiedAnswer error(int status) {
    byte[] body = ("{\"error\":\"injected\",\"status\":" + status + "}").getBytes(UTF_8);
    ProxiedAnswer answer =
        ProxiedAnswer.of(
            status, List.of(Map.entry("Content-Type", "application/json")), body, false);
    return status == 401
        ? answer.withHeader("WWW-Authenticate", "Bearer realm=\"genesis\"")
        : answer;
  }

  static ProxiedAnswer emptyJson() {
    return ProxiedAnswer.of(
        200, List.of(Map.entry("Content-Type", "application/json")), "{}".getBytes(UTF_8), false);
  }

  static ProxiedAnswer redirect(URI to) {
    return ProxiedAnswer.of(302, List.of(Map.entry("Location", to.toString())), new byte[0], false);
  }

  static ProxiedAnswer empty(ProxiedAnswer right) {
    return right.withBody(new byte[0]);
  }

  /**
   * Half of the body, though all of it is announced; an empty one lacks a byte that was promised.
   */
  static ProxiedAnswer truncated(ProxiedAnswer right) {
    byte[] half = Arrays.copyOf(right.body(), right.body().length / 2);
    return new ProxiedAnswer(
        right.status(),
        right.headers(),
        half,
        right.chunked(),
        Math.max(right.body().length, half.length + 1));
  }

  /** The same noise every time, about as long as the right body. */
  static ProxiedAnswer garbage(ProxiedAnswer right) {
    byte[] noise = new byte[Math.max(64, right.body().length)];
    new Random(SEED).nextBytes(noise);
    return right.withBody(noise);
  }

  static ProxiedAnswer wronglyTyped(ProxiedAnswer right) {
    boolean html =
        Headers.first(right.headers(), "content-type")
            .filter(type -> type.toLowerCase(Locale.ROOT).contains("html"))
            .isPresent();
    return right.withHeader("Content-Type", html ? "application/octet-stream" : "text/html");
  }
}
