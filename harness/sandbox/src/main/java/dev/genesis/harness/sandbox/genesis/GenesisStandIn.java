package dev.genesis.harness.sandbox.genesis;

import java.net.URI;
import java.util.Set;

/** The stand-in for Genesis, as whoever started it sees it. */
public interface GenesisStandIn extends AutoCloseable {
  /** Its address, without a path. */
  URI uri();

  void switchOn(Fault fault);

  void switchOff(Fault fault);

  Set<Fault> faults();

  @Override
  void close();
}
