package dev.genesis.harness.config;

/**
 * Where a value came from.
 *
 * @param layer in order of precedence
 * @param place as a reader would look for it: {@code --parallel}, {@code GENESIS_PARALLEL}, {@code
 *     genesis.yaml, environment staging}
 */
public record Origin(Layer layer, String place) {

  /** The layers, the strongest first. */
  public enum Layer {
    OPTION,
    ENVIRONMENT,
    PROPERTY,
    JUNIT_PARAMETER,
    FILE,
    DEFAULT
  }
}
