package dev.genesis.harness.service;

import java.time.Duration;

/** Is told of every request to a service, on the thread that made it. */
@FunctionalInterface
public interface RequestListener {
  /**
   * Takes one request.
   *
   * @param took from sending the request to the last byte of the answer, by a monotonic clock
   * @param status the answer's HTTP status, 0 when there was none
   */
  void requested(String service, Duration took, int status);
}
