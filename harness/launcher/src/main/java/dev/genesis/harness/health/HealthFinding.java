package dev.genesis.harness.health;

/**
 * What one preflight check found.
 *
 * @param name such as {@code disk}
 * @param says what was found and, where it is not OK, what to do; one sentence
 */
public record HealthFinding(String name, HealthStatus status, String says) {
  static HealthFinding ok(String name, String says) {
    return new HealthFinding(name, HealthStatus.OK, says);
  }

  static HealthFinding warning(String name, String says) {
    return new HealthFinding(name, HealthStatus.WARNING, says);
  }

  static HealthFinding failed(String name, String says) {
    return new HealthFinding(name, HealthStatus.FAILED, says);
  }
}
