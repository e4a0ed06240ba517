package dev.genesis.harness.service;

import dev.genesis.harness.config.Secrets;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One request and what came of it, for a message: bounded, secrets blanked.
 *
 * @param status 0 when there was no answer
 * @param contentType empty when there was none
 * @param body the first {@link #KEPT} characters of the answer's body, as it came
 */
record Exchange(
    String service,
    String method,
    URI uri,
    Duration took,
    int status,
    String contentType,
    String body) {
  private static final int LINES = 12;
  private static final int CHARACTERS = 1_500;

  /** How much of a body is worth keeping for an excerpt. */
  static final int KEPT = 16_000;

  String describe() {
    StringBuilder text = new StringBuilder();
    text.append(requestLine()).append('\n');
    if (status == 0) {
      return text.append("no answer after ").append(took.toMillis()).append(" ms").toString();
    }
    text.append("HTTP ").append(status).append(" after ").append(took.toMillis()).append(" ms");
    if (!contentType.isEmpty()) {
      text.append(", ").append(Secrets.ofProcess().blank(contentType));
    }
    String excerpt = excerpt();
    return (excerpt.isEmpty() ? text.append(", no body") : text.append('\n').append(excerpt))
        .toString();
  }

  /** Method and address, without what in it is secret. */
  String requestLine() {
    return method + " " + Secrets.ofProcess().blank(uri.toString());
  }

  private String excerpt() {
    // a secret that the cut would part could not be found any more: blank before cutting
    String whole = Secrets.ofProcess().blank(body).strip();
    String cut = whole.length() > CHARACTERS ? whole.substring(0, CHARACTERS) : whole;
    String[] lines = cut.split("\\R", LINES + 1);
    String shown = Arrays.stream(lines).limit(LINES).collect(Collectors.joining("\n"));
    return shown.length() < whole.length() ? shown + "\n…" : shown;
  }

  @Override
  public String toString() {
    return describe();
  }
}
