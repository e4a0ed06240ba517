package dev.genesis.harness.run;

import java.time.Duration;

/** Takes every request that a check makes, for the journal; called on any thread. */
@FunctionalInterface
public interface RequestRecorder {
  /**
   * Takes one request.
   *
   * @param uniqueId the check's id in the test plan
   * @param took from sending the request to the last byte of the answer
   * @param status the answer's HTTP status, 0 when there was none
   */
  void requested(String uniqueId, String service, Duration took, int status);
}
