package dev.genesis.harness.sandbox;

import dev.genesis.harness.sandbox.genesis.GenesisStandIn;
import dev.genesis.harness.sandbox.stack.Program;
import java.net.URI;
import java.util.Map;

/** A running small world. */
public interface Sandbox extends AutoCloseable {

  /** What is to be in it. */
  static SandboxBuilder builder() {
    return new SandboxBuilder();
  }

  GenesisStandIn genesis();

  /**
   * The addresses by service name: {@code genesis}, {@code prometheus}, {@code alertmanager},
   * {@code pushgateway}, {@code node-exporter}, those that were asked for.
   */
  Map<String, URI> services();

  /** The {@code environment} label of its scrape targets: checks in it push with the same. */
  String environment();

  /**
   * A program of it, to be stopped, frozen, killed or started again.
   *
   * @throws IllegalArgumentException if the sandbox was built without it
   */
  Program program(Part part);

  /**
   * The stand-ins that Alertmanager talks to: what arrived, and ways to let them fail.
   *
   * @throws IllegalArgumentException if the sandbox was built without Alertmanager
   */
  Receivers receivers();

  /**
   * Whether monitoring has seen enough of the world to answer questions about it: every target was
   * scraped through a whole window of the rules (five minutes, compressed), and Alertmanager holds
   * the alert that always fires. Before that a rate has no data, and a check that asks for one
   * fails with good reason. True at once where there is no Prometheus in it.
   */
  boolean seen();

  /** Ends everything that was started, and waits until it has ended. */
  @Override
  void close();
}
