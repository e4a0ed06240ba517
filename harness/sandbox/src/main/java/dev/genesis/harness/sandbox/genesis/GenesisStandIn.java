package dev.genesis.harness.sandbox.genesis;

import java.net.URI;
import java.util.Set;

/** The stand-in for Genesis, as whoever started it sees it. */
public interface GenesisStandIn extends AutoCloseable {
  /** Starts one on a free loopback port. */
  static GenesisStandIn start() {
    return start(0);
  }

  /**
   * Starts one on a loopback port.
   *
   * @throws java.io.UncheckedIOException if the port is taken
   */
  static GenesisStandIn start(int port) {
    return SimulatedGenesis.start(port);
  }

  /** Its address, without a path. */
  URI uri();

  /**
   * Its remote control, for other processes: {@code PUT /faults/error-ratio}, {@code DELETE
   * /faults/error-ratio}, {@code PUT /version}.
   */
  URI control();

  /** The version that is deployed. */
  String version();

  /**
   * Another version takes over, as after a restart: the process's counters begin at zero, and the
   * faults are those of the new version.
   */
  void deploy(String version, Set<Fault> itsFaults);

  void switchOn(Fault fault);

  void switchOff(Fault fault);

  Set<Fault> faults();

  @Override
  void close();
}
