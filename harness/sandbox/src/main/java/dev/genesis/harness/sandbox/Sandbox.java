package dev.genesis.harness.sandbox;

import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import java.net.URI;
import java.util.Map;

/** A running small world. */
public interface Sandbox extends AutoCloseable {
  GenesisStandIn genesis();

  /**
   * The addresses by service name: {@code genesis}, {@code prometheus}, {@code alertmanager},
   * {@code pushgateway}, {@code node-exporter}, those that were asked for.
   */
  Map<String, URI> services();

  /** Ends everything that was started, and waits until it has ended. */
  @Override
  void close();
}
