package dev.genesis.harness.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer of a service, whatever its status. */
public interface HttpAnswer {
  int status();

  /** Headers by lower-case name. */
  Map<String, List<String>> headers();

  /** A header's first value, the name in any case. */
  Optional<String> header(String name);

  String body();

  /** From sending the request to the last byte of the answer, by a monotonic clock. */
  Duration took();

  /** When the certificate that the service showed expires; empty where there was no TLS. */
  Optional<Instant> certificateExpiry();

  /**
   * The body as JSON.
   *
   * @throws AssertionError that shows request and answer, if it is none
   */
  JsonNode json();

  /**
   * This answer, if it has that status.
   *
   * @throws AssertionError that shows request and answer, if it has another
   */
  HttpAnswer expectStatus(int status);
}
