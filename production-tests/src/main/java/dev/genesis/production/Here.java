package dev.genesis.production;

/**
 * Selectors for the environment under check. One Prometheus may watch several, and a fault of
 * staging is none of production; {@code $environment} is what the run was started for.
 */
final class Here {
  private static final String ENVIRONMENT = "environment=\"$environment\"";

  private Here() {}

  /** A metric of this environment. */
  static String of(String metric) {
    return metric + "{" + ENVIRONMENT + "}";
  }

  /** A metric of this environment, narrowed by further matchers. */
  static String of(String metric, String matchers) {
    return metric + "{" + matchers + "," + ENVIRONMENT + "}";
  }

  /** A metric of this environment, of the Genesis process. */
  static String ofGenesis(String metric) {
    return of(metric, "job=\"genesis\"");
  }
}
