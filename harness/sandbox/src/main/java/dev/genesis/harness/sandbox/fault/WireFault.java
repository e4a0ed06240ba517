package dev.genesis.harness.sandbox.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way in which a service, or what lies between it and its callers, goes wrong. */
public enum WireFault {
  CONNECTION_REFUSED("nothing listens at the address"),
  RESET("the connection is reset once the request is there"),
  NO_ANSWER("the connection stays open and nothing is ever answered"),
  STATUS_500("every answer is 500 with an error in JSON"),
  STATUS_503("every answer is 503 with an error in JSON"),
  STATUS_401("every answer is 401, as if the credentials had been withdrawn"),
  EMPTY_BODY("status and headers are right, the body is empty"),
  TRUNCATED_BODY("half of the announced body, then the connection ends"),
  GARBAGE("status and headers are right, the body is noise"),
  WRONG_CONTENT_TYPE("the right body is announced as something else"),
  EMPTY_JSON("200 with {} as application/json"),
  SLOW("the right answer, but later than anybody waits"),
  STALE("yesterday's answer: repeated unchanged, every time in it a day old"),
  REDIRECT("302 to a sign-in page on another host, which answers 200"),
  INVALID_TLS("a certificate that nobody vouches for; for https only");

  private final String description;

  WireFault(String description) {
    this.description = description;
  }

  /** The name on the command line and in files, such as {@code empty-json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a caller meets, in a phrase. */
  public String description() {
    return description;
  }

  /** The fault of that label, if there is one. */
  public static Optional<WireFault> of(String label) {
    return Arrays.stream(values()).filter(f -> f.label().equals(label)).findFirst();
  }
}
