package dev.genesis.harness.sandbox;

/** A part of the sandbox beside the stand-in Genesis, which is always there. */
public enum Part {
  PROMETHEUS("prometheus"),
  PUSHGATEWAY("pushgateway"),
  ALERTMANAGER("alertmanager"),
  NODE_EXPORTER("node-exporter");

  private final String service;

  Part(String service) {
    this.service = service;
  }

  /** The name of the service under check that it is. */
  public String service() {
    return service;
  }
}
